import { accepted, inWords, parseResourceName, type Report } from '../values';
import type { Facts, Node } from './facts';

/** Reports VMs without the block that says where they run, without a MAC address, or with an id or a name that another one has. */
export function checkVms(facts: Facts, at: string, report: Report): void {
  const vms = facts.nodes.filter((node) => node.machine?.kind === 'vm');
  const names = vms.map((node) => node.name);
  if (vms.length > 0 && facts.proxmox === undefined)
    report({
      at: `${at}.proxmox`,
      reason: `is missing, and ${inWords(names)} ${names.length === 1 ? 'is a VM' : 'are VMs'}`,
      next: 'write where VMs run: node, template, bridge, network, datastore, cpuUnits and rootType',
    });
  const ids = new Map<number, string>();
  const resources = new Map<string, string>();
  for (const node of vms) {
    if (node.machine?.kind !== 'vm') continue;
    const place = `${at}.nodes.${node.name}`;
    if (node.mac === undefined)
      report({
        at: `${place}.mac`,
        reason: `is missing, and ${node.name} is a VM`,
        next: 'write it: Proxmox gives it to the card, and NixOS finds the card by it',
      });
    const { id, resource = node.name } = node.machine;
    checkTwice(ids, id, node, `${place}.machine.id`, 'the VM id', report);
    checkTwice(resources, resource, node, `${place}.machine.resource`, 'the OpenTofu resource', report);
    // The name of a node may begin with a digit.
    accepted(parseResourceName(resource), `${place}.machine.resource`, report);
  }
}

function checkTwice<Key extends string | number>(
  first: Map<Key, string>,
  key: Key,
  node: Node,
  at: string,
  what: string,
  report: Report,
): void {
  const earlier = first.get(key);
  if (earlier !== undefined)
    report({
      at,
      reason: `${key} is ${what} of node ${earlier} as well`,
      next: `give each VM ${what === 'the VM id' ? 'an id' : 'a resource'} of its own`,
    });
  first.set(key, node.name);
}

import { accepted, inWords, parseResourceName, type Report } from '../values';
import type { Facts, Node } from './facts';

/** Reports VMs without the block `proxmox`, without a MAC address, or with the id or name of another VM. */
export function checkVms(facts: Facts, at: string, report: Report): void {
  const vms = facts.nodes.filter((node) => node.machine?.kind === 'vm');
  const names = vms.map((node) => node.name);
  if (vms.length > 0 && facts.proxmox === undefined)
    report({
      at: `${at}.proxmox`,
      reason: `is missing, but ${inWords(names)} ${names.length === 1 ? 'is a VM' : 'are VMs'}`,
      next: 'write it with node, template, bridge, network, datastore, cpuUnits and rootType',
    });
  const ids = new Map<number, string>();
  const resources = new Map<string, string>();
  for (const node of vms) {
    if (node.machine?.kind !== 'vm') continue;
    const place = `${at}.nodes.${node.name}`;
    if (node.mac === undefined)
      report({
        at: `${place}.mac`,
        reason: `is missing, but ${node.name} is a VM`,
        next: 'write it: Proxmox assigns it to the interface, and NixOS finds the interface by it',
      });
    const { id, resource = node.name } = node.machine;
    checkTwice(ids, id, node, `${place}.machine.id`, 'the VM id', report);
    checkTwice(resources, resource, node, `${place}.machine.resource`, 'the OpenTofu resource', report);
    // A node name may begin with a digit, a resource name may not.
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
      reason: `${key} is already ${what} of node ${earlier}`,
      next: `give each VM ${what === 'the VM id' ? 'an id' : 'a resource'} of its own`,
    });
  first.set(key, node.name);
}

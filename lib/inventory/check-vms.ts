import { inWords, type Report, shown } from '../values';
import type { Facts, Node } from './facts';

/** Reports VMs without the block that says where they run, without a MAC address, and with numbers or names that serve no VM. */
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
    if (!/^[A-Za-z_][\w-]*$/.test(resource))
      report({
        at: `${place}.machine.resource`,
        reason: `${shown(resource)} is no name of a resource in OpenTofu`,
        next: 'write letters, digits, _ and -, and begin with a letter or _',
      });
    checkNumbers(node, `${place}.machine`, report);
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

/** What the provider bpg/proxmox takes, by the validators of its resource (proxmoxtf/resource/vm at v0.111.1). */
const limits = {
  id: { least: 100, most: 2147483647 },
  cores: { least: 1, most: 2304 },
  memory: { least: 64, most: 268435456 },
  disk: { least: 1, most: Number.MAX_SAFE_INTEGER },
} as const;

function checkNumbers({ machine }: Node, at: string, report: Report): void {
  if (machine?.kind !== 'vm') return;
  for (const key of ['id', 'cores', 'memory', 'disk'] as const) {
    const number = machine[key];
    const { least, most } = limits[key];
    if (!Number.isInteger(number) || number < least || number > most)
      report({
        at: `${at}.${key}`,
        reason: `found ${shown(number)}`,
        next: `expected a whole number, ${least} ${number > most ? `to ${most}` : 'and up'}`,
      });
  }
}

import type { Facts, Node } from '../../inventory';
import { accepted, type Report } from '../../values';
import { resourceOf, vmsIn } from './claim';
import { parseResourceName } from './names';

/** Reports VMs with the id or name of another VM, and VMs on several Proxmox nodes. */
export function checkVms(facts: Facts, at: string, report: Report): void {
  const ids = new Map<number, string>();
  const resources = new Map<string, string>();
  const vms = vmsIn(facts);
  const [first] = vms;
  for (const one of vms) {
    const { node, vm, proxmox } = one;
    const place = `${at}.nodes.${node.name}.machine`;
    // The generated variables have one address of the API and one name of a node.
    if (first !== undefined && proxmox.node !== first.proxmox.node)
      report({
        at: place,
        reason: `is on Proxmox node ${proxmox.node}, but ${first.node.name} is on ${first.proxmox.node}`,
        next: 'make all VMs of the cluster on one Proxmox node',
      });
    const resource = resourceOf(one);
    checkTwice(ids, vm.id, node, `${place}.id`, 'the VM id', report);
    checkTwice(resources, resource, node, `${place}.resource`, 'the OpenTofu resource', report);
    // A node name may begin with a digit, a resource name may not.
    accepted(parseResourceName(resource), `${place}.resource`, report);
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

import * as v from 'valibot';
import { claimKind, claimsOf, type Facts, type Node } from '../../inventory';
import { proxmoxProps, proxmoxVmProps } from './props';

/** Claims that a node is a VM on Proxmox. */
export const proxmoxVms = claimKind({
  name: 'proxmoxVms',
  shape: v.strictObject({ vm: proxmoxVmProps, proxmox: proxmoxProps }),
});

/** A node that is a VM on Proxmox, with its settings. */
export interface VmNode extends v.InferOutput<(typeof proxmoxVms)['shape']> {
  readonly node: Node;
}

/** The VM that a node is, or undefined if it is another machine. */
export function vmOf(node: Node): VmNode | undefined {
  const [found] = claimsOf({ claims: node.machine?.claims ?? [] }, proxmoxVms);
  return found && { node, ...found.value };
}

/** The nodes that are VMs on Proxmox, in the order of the cluster file. */
export function vmsIn({ nodes }: Pick<Facts, 'nodes'>): readonly VmNode[] {
  return nodes.flatMap((node) => vmOf(node) ?? []);
}

/** Name of a VM's resource, by which the OpenTofu state knows it. */
export function resourceOf({ node, vm }: VmNode): string {
  return vm.resource ?? node.name;
}

import { lan } from '../../clusters/lan';
import { pi } from '../../clusters/pi';
import { proxmox } from '../../clusters/proxmox';
import type { HostModel } from '../network';
import type { Cluster } from '../plan';
import { bundleOf } from '../synth';

/** The model of a real cluster's machines, with the rules that ship. */
export function shippedModel({ name, plan }: Cluster): HostModel {
  if (plan === undefined) throw new Error(`${name} has no plan`);
  return bundleOf(plan, new Map()).hosts;
}

/** Every real cluster. */
export const shippedClusters = [proxmox, pi, lan];

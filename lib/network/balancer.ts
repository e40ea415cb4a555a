import * as v from 'valibot';
import { claimKind, claimsOf, provides } from '../inventory';
import type { ClusterPlan } from '../plan';

/**
 * Where Services of type LoadBalancer get their addresses: `nodes` are those of the nodes, so their ports are ports of every node
 * as well. Whoever fills the role without this claim has addresses of its own.
 */
export const balancerClaims = claimKind({
  name: 'balancerClaims',
  shape: v.strictObject({ addresses: v.literal('nodes') }),
});

/** What gives Services of type LoadBalancer their addresses; undefined where nothing does. */
export function balancerOf({ facts, components }: ClusterPlan): 'nodes' | 'pools' | undefined {
  if (components.some((component) => provides(component, 'load balancers'))) return 'pools';
  if (!provides(facts.distribution, 'load balancers')) return undefined;
  return claimsOf(facts.distribution, balancerClaims).length > 0 ? 'nodes' : 'pools';
}

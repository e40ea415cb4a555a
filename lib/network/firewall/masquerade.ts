import type { Cidr } from '../../values';
import type { Chain, FilterRule } from './rule';

/** What pods send out of the pod network gets the address of their node; what they send to each other does not. */
export function onlyPodsMasquerade(pods: Cidr): readonly FilterRule[] {
  return [
    between(pods),
    { match: { source: [pods] }, verdict: { kind: 'masquerade' }, flow: 'pods leave as their node' },
  ];
}

/** What a Service's port brought to a pod from elsewhere than pods gets the address of the node that translated it. */
export function servicesMasquerade(pods: Cidr): readonly FilterRule[] {
  return [
    between(pods),
    {
      match: { translated: true, destination: [pods] },
      verdict: { kind: 'masquerade' },
      flow: 'ports of Services',
    },
  ];
}

function between(pods: Cidr): FilterRule {
  return {
    match: { source: [pods], destination: [pods] },
    verdict: { kind: 'accept' },
    flow: 'pods see each other',
  };
}

/** A chain that gives packets another source as they leave. */
export function postroutingChain(rules: readonly FilterRule[]): Chain {
  return { name: 'postrouting', type: 'nat', hook: 'postrouting', priority: 100, policy: 'accept', rules };
}

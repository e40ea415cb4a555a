import type { Component } from '../component';
import { type FactsInput, host } from '../inventory';
import { k3s, postgresql } from '../machines';
import { type ClusterInput, type ClusterPlan, defineCluster } from '../plan';
import { type Bundle, bundleOf } from '../synth';
import { problemText } from '../values';
import { networkPlugin } from './components';
import { flannelFacts } from './facts';

/** The machine beside the small cluster. */
export const database = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
});

/** The small cluster with flannel and these components. */
export function smallCluster(
  components: readonly Component[],
  changes: Partial<Omit<FactsInput, 'hosts' | 'name'>> = {},
): ClusterInput {
  return { ...flannelFacts, ...changes, name: 'small', hosts: [database], components };
}

/** The small cluster with Cilium and these components. */
export function ciliumCluster(
  components: readonly Component[],
  changes: Partial<Omit<FactsInput, 'hosts' | 'name'>> = {},
): ClusterInput {
  return smallCluster([networkPlugin(), ...components], {
    distribution: k3s({
      version: 'v1.33.5+k3s1',
      networkPlugin: 'none',
      kubeProxy: false,
      disable: ['servicelb', 'traefik'],
    }),
    ...changes,
  });
}

/** The plan of a cluster that must be right. */
export function planned(input: ClusterInput): ClusterPlan {
  const { plan, problems } = defineCluster(input);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  return plan;
}

/** Everything that a cluster is made of, which must be right. */
export function bundled(input: ClusterInput): Bundle {
  return bundleOf(planned(input), new Map());
}

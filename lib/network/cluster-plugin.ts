import { claimsOf, providersOf } from '../inventory';
import type { ClusterPlan } from '../plan';
import { inWords } from '../values';
import { type NetworkPlugin, networkPluginClaims, type PodPackets } from './plugin';
import type { PodPeer, Surroundings } from './policy';
import { portable } from './policy/portable';
import { writeNetworkPolicy } from './policy/write/network-policy';
import { kubeProxy, type ServiceTranslation } from './translation';

/** The network plugin of a cluster. */
export interface ClusterPlugin extends Omit<NetworkPlugin, 'packets'> {
  /** @default not known */
  readonly packets?: PodPackets;
  /** Why nothing sure can be said of packets of pods. @default it is described */
  readonly unknown?: string;
}

/** The network plugin of a cluster, as far as it is described. */
export function pluginOf(plan: ClusterPlan): ClusterPlugin {
  const [described] = claimsOf(plan, networkPluginClaims);
  if (described !== undefined) return described.value;
  const given = plan.facts.distribution.provides.filter(({ role }) => role === 'network plugin');
  const names = [...providersOf(plan.components, 'network plugin'), ...given].map(({ name }) => name);
  const who = names.length === 0 ? 'the network plugin' : `network plugin ${inWords(names)}`;
  return {
    title: who,
    unknown: `nothing describes ${who}, so what becomes of packets of pods is not known here`,
    flows: [],
    policies: portable,
    writePolicies: writeNetworkPolicy,
    proxies: () => [],
  };
}

/** Who translates the addresses of Services in a cluster. @returns nothing where it is not known */
export function translationOf(plan: ClusterPlan): ServiceTranslation | undefined {
  return plan.facts.distribution.kubeProxy ? kubeProxy : pluginOf(plan).services;
}

/** What of a cluster beside its policies decides what they mean. */
export function surroundingsOf({ components, facts }: ClusterPlan): Surroundings {
  return {
    pods: facts.networks.pods.cidr,
    workloads: components.flatMap(({ namespace, workloads }) =>
      workloads
        .filter(({ hostNetwork }) => !hostNetwork)
        .map(({ pods, listens }): PodPeer => ({
          kind: 'pod',
          namespace,
          labels: pods,
          ports: listens.map(({ name, port, transport }) => ({ name, port, transport })),
        })),
    ),
  };
}

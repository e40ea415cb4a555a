import { pluginOf, surroundingsOf } from '../../../lib/network';
import type { AddressPeer } from '../../../lib/network/policy';
import { givenPods } from '../../../lib/network/given-pods';
import { kubeRouter } from '../../../lib/network/plugins/flannel/kube-router';
import type { Cluster, ClusterPlan } from '../../../lib/plan';
import { parseIpv4, valueOf } from '../../../lib/values';
import { type KubeObject, shippedObjects } from '../../drivers/committed';
import { type PlacedPod, podAddress, policyNodes } from '../../drivers/policy-network/cluster';
import type { PolicyCase } from './case';

/** A cluster whose policies kube-router enforces. */
export interface ShippedCase extends PolicyCase {
  readonly name: string;
  readonly plan: ClusterPlan;
}

/**
 * What ships for clusters with kube-router: every policy, and for each workload a pod on both nodes, since replicas need a rule to
 * talk to each other.
 * @param tree the folder that has their `dist/`
 * @param first number of the first block of addresses
 */
export function shippedCases(
  tree: string,
  clusters: readonly Cluster[],
  first: number,
): readonly ShippedCase[] {
  const enforced = clusters.flatMap(({ name, plan }) =>
    plan !== undefined && pluginOf(plan).policies === kubeRouter ? [{ name, plan }] : [],
  );
  if (enforced.length === 0) throw new Error('kube-router enforces the policies of none of the clusters');
  return enforced.map(({ name, plan }, index) => {
    const objects = shippedObjects(tree, name).map(({ object }) => object);
    const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
    return {
      name,
      plan,
      policies,
      pods: podsOf(plan, objects, first + index * blocksEach),
      outside: outsideOf(policies),
      ports: portsOf(policies),
    };
  });
}

/** Blocks of addresses that the pods of a cluster may need. */
const blocksEach = 32;

function podsOf(plan: ClusterPlan, objects: readonly KubeObject[], first: number): readonly PlacedPod[] {
  const labelsOf = (namespace: string) =>
    objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace)?.metadata
      .labels ?? {};
  const kinds = [
    ...(surroundingsOf(plan).workloads ?? []),
    ...givenPods({ facts: plan.facts }),
    // Of which no policy knows.
    { namespace: 'default', labels: { app: 'stranger' }, ports: [] },
  ];
  return kinds.flatMap(({ namespace, labels, ports = [] }, index) =>
    policyNodes.map(({ peer }) => ({
      kind: 'pod' as const,
      namespace,
      namespaceLabels: labelsOf(namespace),
      labels,
      ports,
      node: peer.name,
      address: podAddress(peer.name, first + Math.floor(index / 8), index % 8),
    })),
  );
}

/** Each address of which a policy speaks, and one of which none does. */
function outsideOf(policies: readonly KubeObject[]): readonly AddressPeer[] {
  const named = [...JSON.stringify(policies).matchAll(/"cidr":"([\d.]+)\/\d+"/g)].flatMap(([, text]) =>
    text === undefined || text === '0.0.0.0' ? [] : [text],
  );
  return [...new Set([...named, '198.51.100.7'])].map((text) => ({
    kind: 'address',
    address: valueOf(parseIpv4(text)),
  }));
}

/** Each port that a policy names, and the one after it. */
function portsOf(policies: readonly KubeObject[]): readonly number[] {
  const numbers = [...JSON.stringify(policies).matchAll(/"port":(\d+)/g)].map(([, port]) => Number(port));
  return [...new Set(numbers.flatMap((port) => [port, port + 1]))].sort((a, b) => a - b);
}

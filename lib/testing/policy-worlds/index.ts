import type { KubeObject } from '../../component';
import { fields, list } from '../document';
import { askSpec, type CiliumAnswer, nameFits, type CiliumScene, specsFor } from './cilium';
import type { Cluster, End, Sender, Try } from './end';
import { askKubeRouter } from './kube-router';
import { askNetworkPolicy } from './kubernetes';
import { isSince119 } from './version';
import { type Choose, inWorlds } from './worlds';

export type { Cluster, End, Sender, Try } from './end';

/**
 * What policies say to one end of an attempt, found by trying every world that the manifests leave open. A reader of its own,
 * naive and slow, that shares nothing with lib/network/policy: where the two differ, one of them has misread the pages.
 */
export function verdictByWorlds(
  policies: readonly KubeObject[],
  attempt: Try<Sender>,
  direction: 'ingress' | 'egress',
  cluster: Cluster,
): 'allowed' | 'blocked' | 'unknown' {
  return inWorlds((choose) => isAllowed(policies, attempt, direction, cluster, choose));
}

function isAllowed(
  policies: readonly KubeObject[],
  attempt: Try<Sender>,
  direction: 'ingress' | 'egress',
  cluster: Cluster,
  choose: Choose,
): boolean {
  const [self, other] = direction === 'ingress' ? [attempt.to, attempt.from] : [attempt.from, attempt.to];
  if (self.kind === 'address' || self.kind === 'proxy') return true;
  if (self.kind === 'node' && cluster.plugin === 'flannel') return true;
  if (isOneMachine(self, other)) return true;
  const sameNode = other.kind === 'node' && self.kind === 'pod' && runsOn(self, other.name, choose);
  if (sameNode && direction === 'ingress' && cluster.plugin === 'flannel') return true;

  const lookups = lookupsOf(policies, self, cluster);
  const isLookedUp = (name: string) =>
    lookups.some((pattern) => nameFits(pattern, name, isSince119(cluster, choose)));
  const scene: CiliumScene = { self, other, attempt, direction, sameNode, cluster, choose, isLookedUp };
  const answers: CiliumAnswer[] = [];
  for (const policy of policies) {
    const ask = cluster.plugin === 'cilium' ? askNetworkPolicy : askKubeRouter;
    if (policy.kind === 'NetworkPolicy')
      answers.push({ ...ask(policy, self, attempt, direction, cluster, choose), denies: false });
    else if (cluster.plugin === 'cilium')
      for (const spec of specsFor(policy, self, cluster))
        answers.push(askSpec(spec, policy.metadata.namespace, scene));
  }
  if (answers.some(({ denies }) => denies)) return false;
  if (sameNode && direction === 'ingress') return true;
  if (answers.some(({ opens }) => opens)) return true;
  return !answers.some(({ closes }) => closes);
}

function isOneMachine(self: End, other: Sender): boolean {
  if (self.kind === 'node') return other.kind === 'node' && other.name === self.name;
  return (
    self.kind === 'pod' &&
    other.kind === 'pod' &&
    self.address !== undefined &&
    self.address === other.address
  );
}

function runsOn(pod: Extract<End, { kind: 'pod' }>, node: string, choose: Choose): boolean {
  return pod.node === undefined ? choose(`the pod runs on ${node}`, [true, false]) : pod.node === node;
}

/** The names that an end's rules send through the DNS proxy. */
function lookupsOf(policies: readonly KubeObject[], self: End, cluster: Cluster): readonly unknown[] {
  const found: unknown[] = [];
  for (const policy of policies) {
    if (policy.kind === 'NetworkPolicy') continue;
    for (const spec of specsFor(policy, self, cluster))
      for (const rule of list(spec['egress']) ?? [])
        for (const ports of list(Reflect.get(Object(rule), 'toPorts')) ?? []) {
          const { rules } = fields(ports, ['ports', 'rules']);
          if (rules !== undefined) found.push(...(list(fields(rules, ['dns', 'http'])['dns']) ?? []));
        }
  }
  return found;
}

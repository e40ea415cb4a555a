import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { KubeObject } from '../../../lib/component';
import type { PodPeer, Peer } from '../../../lib/network/policy';
import { isRecord } from '../../../lib/values';
import type { EndQuestion } from '../../drivers/policy-cilium';
import { peerOf } from './peer';

/** Policies that a cluster ships, as committed. */
export function shippedPolicies(project: string, cluster: string): readonly KubeObject[] {
  const folder = join(project, 'dist', cluster);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/[a-z]*networkpolicy-[^/]*\.yaml$/.test(path))
    .sort()
    .map((path) => {
      const object: unknown = load(readFileSync(join(folder, path), 'utf8'));
      if (!isObject(object)) throw new Error(`${path} does not hold an object`);
      return object;
    });
}

function isObject(value: unknown): value is KubeObject {
  return isRecord(value) && isRecord(value['metadata']) && typeof value['kind'] === 'string';
}

/** One pod for each policy that selects pods by labels, and ends outside: two nodes, two addresses. */
export function endsOf(policies: readonly KubeObject[]): {
  readonly pods: readonly PodPeer[];
  readonly all: readonly Peer[];
} {
  const pods = policies.flatMap((policy, index) => {
    const spec = policy['spec'];
    const selector = isRecord(spec) ? (spec['podSelector'] ?? spec['endpointSelector']) : undefined;
    const labels = isRecord(selector) && isRecord(selector['matchLabels']) ? selector['matchLabels'] : {};
    const peer = peerOf({
      kind: 'pod',
      namespace: policy.metadata.namespace ?? 'default',
      namespaceLabels: {},
      labels: Object.fromEntries(
        Object.entries(labels).flatMap(([key, value]) =>
          typeof value === 'string' ? [[key.replace(/^k8s:/, ''), value]] : [],
        ),
      ),
      address: `10.42.${Math.floor(index / 200)}.${(index % 200) + 10}`,
      node: index % 2 === 0 ? 'ada' : 'bob',
      ports: [],
    });
    return peer.kind === 'pod' ? [peer] : [];
  });
  const others: readonly Peer[] = [
    peerOf({ kind: 'node', name: 'ada', address: '192.0.2.11', role: 'server', labels: {} }),
    peerOf({ kind: 'node', name: 'bob', address: '192.0.2.12', role: 'agent', labels: {} }),
    peerOf({ kind: 'address', address: '198.51.100.7' }),
    peerOf({ kind: 'address', address: '192.168.1.50' }),
  ];
  return { pods, all: [...pods, ...others] };
}

/** Every question about each pod: from and to every end, on the ports that the policies name and two that they do not. */
export function everyQuestion(policies: readonly KubeObject[]): readonly EndQuestion[] {
  const { pods, all } = endsOf(policies);
  const ports = portsOf(policies);
  return pods.flatMap((pod) =>
    all
      .filter((other) => other !== pod)
      .flatMap((other) =>
        ports.flatMap((port): readonly EndQuestion[] =>
          (['tcp', 'udp'] as const).flatMap((transport) => [
            { direction: 'egress', from: pod, to: other, port, transport },
            { direction: 'ingress', from: other, to: pod, port, transport },
          ]),
        ),
      ),
  );
}

function portsOf(policies: readonly KubeObject[]): readonly number[] {
  const numbers = [...JSON.stringify(policies).matchAll(/"port":"?(\d+)"?/g)].map(([, port]) => Number(port));
  return [...new Set([...numbers, 1, 31_999])].sort((a, b) => a - b);
}

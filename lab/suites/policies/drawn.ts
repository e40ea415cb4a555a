import fc from 'fast-check';
import { type KubeObject, kubeObject } from '../../drivers/committed';
import type { AddressPeer } from '../../../lib/network/policy';
import type { End } from '../../../lib/testing/policy-worlds';
import { drawnScene } from '../../../lib/testing/policy-worlds/drawn';
import { isRecord, parseIpv4, valueOf } from '../../../lib/values';
import { type PlacedPod, podAddress, policyNodes } from '../../drivers/policy-network/cluster';
import type { PolicyCase } from './case';

/** Another one draws other policies. */
export const seed = 20_261_127;
/** How many sets of policies are drawn. */
export const drawnCount = 24;

const ports = [53, 80, 81, 443, 31_999];

const outside: readonly AddressPeer[] = ['192.0.2.20', '198.51.100.7', '203.0.113.5'].map((text) => ({
  kind: 'address',
  address: valueOf(parseIpv4(text)),
}));

/** Sets of policies, each in two namespaces of its own with up to five pods. @param first number of the first block of addresses */
export function drawnCases(first: number): readonly PolicyCase[] {
  return fc
    .sample(drawnScene('flannel'), { numRuns: drawnCount, seed })
    .map(({ policies, questions }, index) => {
      const block = first + index;
      const own = (namespace: string) => `drawn-${index}-${namespace}`;
      const drawn = questions.flatMap(({ attempt: { from, to } }) => [from, to]);
      return {
        pods: placed(drawn, block, own),
        policies: policies.map((policy, at) => moved(policy, `p${at}`, block, own)),
        outside,
        ports,
      };
    });
}

const [ada, bob] = [policyNodes[0].peer.name, policyNodes[1].peer.name];

/** Where pods stand, so that drawn blocks tell them apart: in a set, 10.42.0.0/29 holds those of ada, and /31 the first of them. */
const places = [
  { node: ada, offset: 1 },
  { node: bob, offset: 1 },
  { node: ada, offset: 2 },
  { node: bob, offset: 5 },
  { node: ada, offset: 5 },
];

/** The first pods that were drawn, of both namespaces. */
function placed(
  ends: readonly End[],
  block: number,
  own: (namespace: string) => string,
): readonly PlacedPod[] {
  const pods = ends.filter((end) => end.kind === 'pod');
  const chosen = [
    ...pods.filter(({ namespace }) => namespace === 'a').slice(0, 3),
    ...pods.filter(({ namespace }) => namespace === 'b'),
    ...pods.filter(({ namespace }) => namespace === 'a').slice(3),
  ];
  return places.flatMap(({ node, offset }, index) => {
    const pod = chosen[index];
    if (pod === undefined) return [];
    const { namespaceLabels, labels, ports: named } = pod;
    const namespace = own(pod.namespace);
    const address = podAddress(node, block, offset);
    return [{ kind: 'pod', namespace, namespaceLabels, labels, ports: named, node, address }];
  });
}

const nameKey = 'kubernetes.io/metadata.name';

/** A drawn policy in the namespaces of its set, with its small networks where the pods of the set are. */
function moved(
  policy: KubeObject,
  name: string,
  block: number,
  own: (namespace: string) => string,
): KubeObject {
  const network = podAddress(ada, block, 0);
  const spec: unknown = JSON.parse(JSON.stringify(policy['spec']), (key, value: unknown) => {
    if (key === nameKey && typeof value === 'string') return own(value);
    if (isRecord(value) && value['key'] === nameKey && Array.isArray(value['values']))
      return {
        ...value,
        values: value['values'].map((one: unknown) => (one === '' ? '' : own(String(one)))),
      };
    return typeof value === 'string' ? value.replace(/^10\.42\.0\.0(?=\/(29|30|31)$)/, network) : value;
  });
  return kubeObject(
    { ...policy, metadata: { name, namespace: own(policy.metadata.namespace ?? '') }, spec },
    name,
  );
}

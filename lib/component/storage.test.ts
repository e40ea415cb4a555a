import { gitFolder, helmChart, kafka, manifests } from '../components';
import { type FactsInput } from '../inventory';
import { k3s, kubernetes } from '../machines';
import { flannelFacts, read } from '../testing/facts';
import type { Component } from '.';

type Classes = Parameters<typeof kubernetes>[0]['storageClasses'];

const given = (storageClasses: Classes): FactsInput => ({
  ...flannelFacts,
  distribution: kubernetes({
    version: 'v1.34.1',
    networkPlugin: 'calico',
    ...(storageClasses && { storageClasses }),
  }),
});
const fast = { name: 'fast', nodes: { 'storage-type': 'nvme' } } as const;
const place = 'small.components.kafka';

test.each<readonly [string, Component, FactsInput, readonly string[]]>([
  ['the default class', kafka(), flannelFacts, []],
  ['a class by its name', kafka({ storageClass: 'local-path' }), flannelFacts, []],
  [
    'a class that nothing provides',
    kafka({ storageClass: 'longhorn' }),
    flannelFacts,
    [
      `${place}.storageClass: no component and no distribution provides storage class "longhorn"; expected "local-path"`,
    ],
  ],
  [
    'no class where none is the default',
    kafka({ mode: 'strimzi' }),
    given([fast]),
    [`${place}: names no storage class, and the cluster has no default one; write "fast"`],
  ],
  [
    'the default class where k3s does not make it',
    kafka({ mode: 'zookeeper' }),
    {
      ...flannelFacts,
      distribution: k3s({
        version: 'v1.33.5+k3s1',
        networkPlugin: 'flannel',
        disable: ['local-storage'],
      }),
    },
    [`${place}: names no storage class, and the cluster has no default one; list what provides storage`],
  ],
  [
    'a class for nodes that there are, and pods on them',
    kafka({ storageClass: 'fast', nodeSelector: fast.nodes }),
    given([{ ...fast, binding: 'Immediate' }]),
    [],
  ],
  [
    'a class for other nodes than those of the pods',
    kafka({ storageClass: 'fast', nodeSelector: { 'kubernetes.io/hostname': 'ada' } }),
    given([fast]),
    [
      `${place}: no node that can mount volumes of "fast" has kubernetes.io/hostname=ada and storage-type=nvme; choose nodes with storage-type=nvme, or another storage class`,
    ],
  ],
  [
    'volumes that may be made on a node without the pods',
    kafka({ storageClass: 'local', nodeSelector: { 'kubernetes.io/hostname': 'bob' } }),
    given([{ name: 'local', nodes: { 'kubernetes.io/os': 'linux' }, binding: 'Immediate' }]),
    [
      `${place}: its pods cannot run on ada, and storage class "local" may make the volume there: it binds Immediate, before the pods have a node; choose a class with WaitForFirstConsumer: its claims are Pending until their pod is scheduled, which is normal, and get a volume where the pod is`,
    ],
  ],
  [
    'the same with a class that waits for the pod',
    kafka({ storageClass: 'local', nodeSelector: { 'kubernetes.io/hostname': 'bob' } }),
    given([{ name: 'local', nodes: { 'kubernetes.io/os': 'linux' }, binding: 'WaitForFirstConsumer' }]),
    [],
  ],
])('brokers with %s', (_, component, facts, messages) => {
  const distribution = 'distribution' in facts ? facts.distribution : undefined;
  expect(distribution).toBeDefined();
  expect(read(component, facts).messages).toEqual(messages);
});

const folder = { name: 'storage', namespace: 'storage' };
const stated = { storageClasses: [{ name: 'fast', isDefault: true }] };
const ways: readonly (readonly [string, Component])[] = [
  [
    'a chart',
    helmChart({
      ...folder,
      ...{ repository: 'https://charts.example.com', chart: 'storage', version: '1.2.3' },
      facts: 'anything',
      ...stated,
    }),
  ],
  [
    'a folder of a repository',
    gitFolder({
      ...folder,
      ...{ url: 'https://git.example.com/storage.git', revision: 'v1.2.3', path: 'deploy', creates: {} },
      ...stated,
    }),
  ],
  ['a folder of YAML', manifests({ ...folder, folder: 'manifests/storage', ...stated })],
];

test.each(ways)('%s may bring a storage class, and two defaults are reported', (_, component) => {
  expect(read(component).messages).toEqual([
    `small.components.storage.storageClasses[0]: "local-path" of k3s and "fast" are both the default storage class, and Kubernetes takes the newer one; let one of them be the default: add 'local-storage' to disable in k3s({ … })`,
  ]);
});

test('a class that no node can mount is reported, used or not', () => {
  const facts = given([{ name: 'fast', nodes: { 'storage-type': 'ssd' } }]);
  expect(read(manifests({ ...folder, folder: 'manifests/storage' }), facts).messages).toEqual([
    'small.distribution: no node can mount volumes of storage class "fast": no node has storage-type=ssd; label a node in small.nodes, or drop the class',
  ]);
});

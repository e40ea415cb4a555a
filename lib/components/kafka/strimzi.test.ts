import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { strimziKinds } from '../strimzi-operator';
import { kafka, type KafkaProps } from '.';

const topics = [{ name: 'orders', partitions: 3, retention: 'forever' }, { name: 'Dead_Letters' }];

test.each<[string, KafkaProps]>([
  ['strimzi-3', { mode: 'strimzi', topics }],
  [
    'strimzi-1',
    {
      mode: 'strimzi',
      brokers: 1,
      storageClass: 'local-path',
      nodeSelector: { 'storage-type': 'nvme' },
      topics,
    },
  ],
])('golden of %s', (name, props) => {
  const { workloads } = planFrom(kafka(props));
  expectGolden(`kafka/${name}.yaml`, yamlDocuments([{ workloads }, ...manifestsOf(kafka(props))]));
});

test('Strimzi 1.2 serves v1 only', () => {
  for (const object of manifestsOf(kafka({ mode: 'strimzi', topics })))
    expect(object.apiVersion).toBe('kafka.strimzi.io/v1');
});

test('it needs the operator', () => {
  expect(planFrom(kafka({ mode: 'strimzi' })).requires).toEqual([
    { capability: strimziKinds, why: 'for the kinds Kafka, KafkaNodePool and KafkaTopic' },
  ]);
});

test('nothing that holds data is pruned: deleting a KafkaTopic would delete its messages', () => {
  for (const object of manifestsOf(kafka({ mode: 'strimzi', topics })))
    expect(object.metadata.annotations).toMatchObject({
      'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=false',
    });
});

test('a topic whose name Kubernetes does not take keeps it, under an object of another name', () => {
  const objects = manifestsOf(kafka({ mode: 'strimzi', topics }));
  expect(find(objects, 'KafkaTopic', 'orders')).not.toHaveProperty('spec.topicName');
  expect(find(objects, 'KafkaTopic', 'dead-letters-30634ee0')).toHaveProperty(
    'spec.topicName',
    'Dead_Letters',
  );
});

test('brokers keep apart, and every container has requests and limits', () => {
  const objects = manifestsOf(kafka({ mode: 'strimzi' }));
  expect(find(objects, 'KafkaNodePool')).toHaveProperty(
    'spec.template.pod.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0.topologyKey',
    'kubernetes.io/hostname',
  );
  expect(find(objects, 'Kafka')).toHaveProperty('spec.entityOperator.topicOperator.resources.limits.memory');
});

test('an even number of brokers is refused, since each is a controller', () => {
  expect(read(kafka({ mode: 'strimzi', brokers: 2 })).messages).toHaveLength(1);
});

test('ZooKeeper has no place in it', () => {
  const bad = { mode: 'strimzi', zookeepers: 3 } as const;
  expect(read(kafka(bad)).messages).toEqual([
    expect.stringContaining('small.components.kafka.zookeepers: unknown key "zookeepers"'),
  ]);
});

import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { kafka, type KafkaProps } from '.';

const legacy = { mode: 'zookeeper', image: 'registry.example/kafka:3.9.1' } as const;

test.each<[string, KafkaProps]>([
  ['zookeeper-1', { ...legacy, topics: [{ name: 'orders' }] }],
  ['zookeeper-3', { ...legacy, brokers: 3, zookeepers: 3, nodeSelector: { 'kubernetes.io/os': 'linux' } }],
])('golden of %s', (name, props) => {
  const { workloads } = planFrom(kafka(props));
  expectGolden(`kafka/${name}.yaml`, yamlDocuments([{ workloads }, ...manifestsOf(kafka(props))]));
});

test('ZooKeeper needs Kafka 3.9: the default image is of that line', () => {
  const set = find(manifestsOf(kafka({ mode: 'zookeeper' })), 'StatefulSet', 'kafka');
  expect(JSON.stringify(set)).toContain('"image":"docker.io/apache/kafka:3.9.');
});

test('ZooKeeper comes before the brokers, and both keep their data on volumes', () => {
  const objects = manifestsOf(kafka(legacy));
  expect(find(objects, 'StatefulSet', 'kafka').metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-wave': '1',
  });
  expect(find(objects, 'StatefulSet', 'kafka-zookeeper').metadata.annotations).toBeUndefined();
  for (const name of ['kafka', 'kafka-zookeeper'])
    expect(find(objects, 'StatefulSet', name)).toHaveProperty(
      'spec.volumeClaimTemplates.0.metadata.name',
      'data',
    );
});

test("the probes' words are allowed, and a server that is not part of a quorum is not ready", () => {
  const objects = manifestsOf(kafka(legacy));
  expect(JSON.stringify(find(objects, 'ConfigMap', 'kafka-zookeeper'))).toContain(
    '4lw.commands.whitelist=ruok,srvr',
  );
  expect(find(objects, 'StatefulSet', 'kafka-zookeeper')).toHaveProperty(
    'spec.template.spec.containers.0.readinessProbe.exec.command.2',
    "echo srvr | nc -w 3 localhost 2181 | grep -q '^Mode:'",
  );
});

test('an even number of ZooKeeper servers is refused, of brokers it is not', () => {
  expect(
    read(kafka({ mode: 'zookeeper', brokers: 2, zookeepers: 2, zookeeperMemory: '128Mi' })).messages,
  ).toEqual([
    'small.components.kafka.zookeepers: 2 ZooKeeper servers survive no more failures than 1, since a majority of 2 is 2: an even number only adds one that can fail; write 3',
    'small.components.kafka.zookeeperMemory: "128Mi" is too little: half of it is heap, and the JVM needs as much beside it; write "256Mi" or more',
  ]);
});

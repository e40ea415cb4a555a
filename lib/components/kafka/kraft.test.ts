import { claimsOf } from '../../inventory';
import { claimsFrom, find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { declaredTopics } from './topics-claim';
import { kafka, type KafkaProps } from '.';

const image = 'registry.example/kafka:4.1.0';
const topics = [{ name: 'orders', partitions: 6, retention: '30d' }, { name: 'sink-dead-letters' }];

function made(props: KafkaProps = {}) {
  return manifestsOf(kafka(props));
}

/** One file of a ConfigMap. */
function file(props: KafkaProps, name: string, configMap = 'kafka'): string {
  const found: unknown = Object.entries(find(made(props), 'ConfigMap', configMap)['data'] ?? {}).find(
    ([key]) => key === name,
  )?.[1];
  return String(found);
}

test.each<[string, KafkaProps]>([
  ['kraft-1', { image, topics }],
  [
    'kraft-3',
    {
      image,
      topics,
      name: 'messages',
      namespace: 'data',
      brokers: 3,
      storage: '20Gi',
      storageClass: 'local-path',
      memory: '4Gi',
      clusterId: 'AAECAwQFBgcICQoLDA0ODw',
    },
  ],
])('golden of %s', (name, props) => {
  const { workloads } = planFrom(kafka(props));
  expectGolden(`kafka/${name}.yaml`, yamlDocuments([{ workloads }, ...made(props)]));
});

test('mode is kraft when it is left out', () => {
  expect(made({ mode: 'kraft' })).toEqual(made());
});

test('Kafka 4 is KRaft only: nothing speaks of ZooKeeper', () => {
  expect(JSON.stringify(made({ brokers: 3 }))).not.toMatch(/zookeeper/i);
});

test("log.dirs defaults to /tmp: it is a folder of the broker's volume", () => {
  const [, folder] = /^log\.dirs=(.*)$/m.exec(file({}, 'server.properties')) ?? [];
  const mounts = find(made(), 'StatefulSet');
  expect(mounts).toHaveProperty(
    'spec.template.spec.containers.0.volumeMounts.0',
    expect.objectContaining({ name: 'data', mountPath: '/var/lib/kafka/data' }),
  );
  // Not the volume's root, which may hold lost+found: Kafka stops when it finds a folder that is not a partition.
  expect(folder).toBe('/var/lib/kafka/data/log');
});

test('no KAFKA_ variable in a pod: the entry point of the image would turn it into a property', () => {
  for (const object of made({ topics })) expect(JSON.stringify(object)).not.toMatch(/"name":"KAFKA_/);
  expect(find(made(), 'StatefulSet')).toHaveProperty('spec.template.spec.containers.0.command', [
    'sh',
    '/etc/asterism/start-broker.sh',
  ]);
});

test('a Service named kafka would inject KAFKA_PORT: service links are off on every pod', () => {
  const objects = made({ topics });
  for (const kind of ['StatefulSet', 'Job'])
    expect(find(objects, kind)).toHaveProperty('spec.template.spec.enableServiceLinks', false);
});

test('the heap is half of the memory limit: with all of it the pod is killed', () => {
  expect(file({ memory: '3Gi' }, 'start-broker.sh')).toContain('KAFKA_HEAP_OPTS="-Xms1536m -Xmx1536m"');
});

test.each([
  [1, 1, 1],
  [3, 3, 2],
  [5, 3, 2],
])('replication factors fit %d brokers: %d copies, %d in sync', (brokers, copies, inSync) => {
  const text = file({ brokers }, 'server.properties');
  for (const key of [
    'default.replication.factor',
    'offsets.topic.replication.factor',
    'transaction.state.log.replication.factor',
    'share.coordinator.state.topic.replication.factor',
  ])
    expect(text).toContain(`\n${key}=${copies}\n`);
  for (const key of [
    'min.insync.replicas',
    'transaction.state.log.min.isr',
    'share.coordinator.state.topic.min.isr',
  ])
    expect(`${text}\n`).toContain(`\n${key}=${inSync}\n`);
});

test('the quorum is named by host names that do not change with a pod', () => {
  expect(file({ brokers: 3 }, 'server.properties')).toContain(
    [0, 1, 2].map((id) => `${id}@kafka-${id}.kafka-brokers.kafka.svc.cluster.local:9093`).join(','),
  );
});

test('a quorum can form: all pods start at once and find each other before they are ready', () => {
  const objects = made({ brokers: 3 });
  expect(find(objects, 'StatefulSet')).toHaveProperty('spec.podManagementPolicy', 'Parallel');
  expect(find(objects, 'StatefulSet')).toHaveProperty('spec.serviceName', 'kafka-brokers');
  expect(find(objects, 'Service', 'kafka-brokers')).toMatchObject({
    spec: { clusterIP: 'None', publishNotReadyAddresses: true },
  });
});

test('one broker has no disruption budget, which would only block a drain', () => {
  expect(made({ brokers: 1 }).some((object) => object.kind === 'PodDisruptionBudget')).toBe(false);
  expect(find(made({ brokers: 3 }), 'PodDisruptionBudget')).toHaveProperty('spec.maxUnavailable', 1);
});

test('brokers keep apart: strictly where there is a node for each, as far as possible otherwise', () => {
  const affinity = 'spec.template.spec.affinity.podAntiAffinity';
  expect(find(made({ brokers: 3 }), 'StatefulSet')).toHaveProperty(
    `${affinity}.requiredDuringSchedulingIgnoredDuringExecution`,
  );
  expect(find(made({ brokers: 5 }), 'StatefulSet')).toHaveProperty(
    `${affinity}.preferredDuringSchedulingIgnoredDuringExecution`,
  );
  expect(find(made(), 'StatefulSet')).not.toHaveProperty(affinity);
});

test('volumes outlive the StatefulSet, and the class is the default one when none is named', () => {
  const set = find(made(), 'StatefulSet');
  expect(set).toHaveProperty('spec.persistentVolumeClaimRetentionPolicy', {
    whenDeleted: 'Retain',
    whenScaled: 'Retain',
  });
  expect(set).not.toHaveProperty('spec.volumeClaimTemplates.0.spec.storageClassName');
});

test('a change of the ConfigMap rolls the pods', () => {
  const checksum = (props: KafkaProps) =>
    Object.values(find(made(props), 'StatefulSet')).flatMap((part) =>
      JSON.stringify(part).match(/files-checksum":"\w+/g),
    );
  expect(checksum({ memory: '2Gi' })).toEqual(checksum({}));
  expect(checksum({ memory: '4Gi' })).not.toEqual(checksum({}));
});

test('topics are declared: brokers make none, and the Job runs after each sync without a time to live', () => {
  expect(file({}, 'server.properties')).toContain('\nauto.create.topics.enable=false\n');
  const job = find(made({ topics }), 'Job');
  expect(job.metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  });
  expect(job).not.toHaveProperty('spec.ttlSecondsAfterFinished');
  expect(file({ topics }, 'topics.txt', 'kafka-topics')).toBe(
    'orders 6 1 2592000000\nsink-dead-letters 1 1 -\n',
  );
  expect(claimsOf(claimsFrom(kafka({ topics })), declaredTopics)).toMatchObject([
    { value: ['orders', 'sink-dead-letters'], at: 'small.components.kafka.topics' },
  ]);
});

test('without topics there is no Job', () => {
  expect(made().map((object) => object.kind)).not.toContain('Job');
});

test('every message of a Kafka without its shape', () => {
  const { messages } = read(
    kafka({
      brokers: 4,
      clusterId: 'kafka',
      memory: '256Mi',
      storage: '8gb',
      cpu: '1000m',
      topics: [{ name: 'no topic' }, { name: 'none', partitions: 0 }, { name: 'long', retention: '1w' }],
    }),
  );
  const at = 'small.components.kafka';
  expect(messages).toEqual([
    expect.stringContaining(`${at}.storage: "8gb"`),
    `${at}.memory: "256Mi" is too little: half of it is heap, and the JVM needs as much beside it; write "512Mi" or more`,
    expect.stringContaining(`${at}.cpu: "1000m"`),
    expect.stringContaining(`${at}.topics.no topic.name: "no topic"`),
    `${at}.topics.none.partitions: 0 is not a number of partitions; write a whole number from 1 to 9900`,
    `${at}.topics.long.retention: "1w" is not a length of time; write a number with ms, s, m, h or d, such as 7d, or forever`,
    `${at}.brokers: 4 KRaft controllers survive no more failures than 3, since a majority of 4 is 3: an even number only adds one that can fail; write 5`,
    `${at}.clusterId: "kafka" is not a valid cluster id; write the 22 characters that kafka-storage.sh random-uuid prints, or leave it out`,
  ]);
});

test('every message of a Kafka that contradicts itself or the cluster', () => {
  const { messages } = read(
    kafka({
      nodeSelector: { 'storage-type': 'sata' },
      topics: [{ name: 'a.b' }, { name: 'a_b' }, { name: 'twice' }, { name: 'twice' }],
    }),
  );
  expect(messages).toEqual([
    'small.components.kafka.topics.a_b: topic "a_b" collides with "a.b"; keep one of them',
    'small.components.kafka.topics.twice: topic "twice" is declared twice; keep one of them',
    'small.components.kafka.nodeSelector: no node has the labels storage-type=sata, so the pods would stay Pending; label a node under small.nodes, or use labels that exist: kubernetes.io/hostname=ada, kubernetes.io/hostname=bob, kubernetes.io/hostname=cyd, kubernetes.io/os=linux, node-role.kubernetes.io/control-plane=true, storage-type=nvme',
  ]);
});

test.each([
  [2, 'write 3'],
  [4, 'write 5'],
  [6, 'write 5'],
  [7, 'write 1, 3 or 5'],
  [0, 'write a whole number of 1 or more'],
  [1.5, 'write a whole number of 1 or more'],
])('%d brokers are refused', (brokers, next) => {
  const { messages } = read(kafka({ brokers }));
  expect(messages).toHaveLength(1);
  expect(messages[0]?.endsWith(`; ${next}`)).toBe(true);
});

test('an unknown key is reported', () => {
  // @ts-expect-error -- synth does not check types, so a person may write it
  expect(read(kafka({ brokrs: 3 })).messages).toEqual([
    'small.components.kafka.brokrs: unknown key "brokrs"; did you mean "brokers"?',
  ]);
});

test('the endpoint says what consumers have to know, whichever way the brokers are run', () => {
  const at = (props: KafkaProps) => kafka(props).bootstrap;
  const owner = {
    kind: 'component',
    component: 'kafka',
    namespace: 'kafka',
    service: 'kafka',
    workload: 'broker',
    targetPort: 9092,
  };
  const kraft = { protocol: 'kafka', transport: 'tcp', port: 9092, brokers: 3, owner };
  expect(at({ brokers: 3 })).toEqual(kraft);
  expect(at({ mode: 'zookeeper', brokers: 3 })).toEqual(kraft);
  expect(at({ mode: 'strimzi' })).toEqual({
    ...kraft,
    owner: { ...owner, service: 'kafka-kafka-bootstrap' },
  });
});

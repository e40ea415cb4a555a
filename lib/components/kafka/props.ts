import * as v from 'valibot';
import {
  bytes,
  cores,
  dnsName,
  image,
  label,
  labelBefore,
  labels,
  type Parsed,
  parsedBy,
  refused,
  wholeNumber,
} from '../../core';
import { images } from '../versions';
import { clusterId } from './cluster-id';
import { memoryOf, voters } from './settings';
import { retention } from './topics';
import { topicName } from './topic-name';

/**
 * The controller makes a topic in one batch of at most 10000 records (`QuorumController.MAX_RECORDS_PER_USER_OP`, Kafka 4.1);
 * the topic itself and its settings need some of them.
 */
const mostPartitions = 9900;

const topic = v.strictObject({
  /** Name: at most 249 letters, digits, dots or underscores, and hyphens. */
  name: topicName,
  /** Number of partitions, 1 and up. It can be raised later, which moves keys to other partitions; it cannot be lowered. @default 1 */
  partitions: v.exactOptional(wholeNumber('a number of partitions', 1, mostPartitions), 1),
  /** How long messages are kept: a number with `ms`, `s`, `m`, `h` or `d`, or `forever`. @default the brokers' own, 7 days */
  retention: v.exactOptional(retention),
});

const common = {
  /** Where the brokers live. @default 'kafka' */
  namespace: v.exactOptional(label, 'kafka'),
  /** Volume of each broker, a quantity. A volume can be made larger afterwards where its class allows it, never smaller. @default '8Gi' */
  storage: v.exactOptional(bytes, '8Gi'),
  /** Storage class of the volumes. With `local-path` of k3s, a claim is Pending until its pod is scheduled. @default the cluster's own */
  storageClass: v.exactOptional(dnsName),
  /** Memory of each broker, request and limit, at least 512Mi. Half of it becomes the heap: the rest is for the page cache, threads and buffers. @default '2Gi' */
  memory: v.exactOptional(memoryOf(512), '2Gi'),
  /** CPU that each broker requests, a quantity. It has no limit: a broker that is throttled loses its session. @default '500m' */
  cpu: v.exactOptional(cores, '500m'),
  /** Labels that a node must have to run a broker. @default every node */
  nodeSelector: v.exactOptional(labels, {}),
  /** Topics that clients may use, dead-letter topics among them: brokers create none by themselves. @default none */
  topics: v.exactOptional(v.array(topic), []),
};

/**
 * The image of brokers. Kafka 4 has no ZooKeeper, and the files for KRaft are written for Kafka 4; only tags of images named
 * `kafka` tell their version. https://kafka.apache.org/documentation/#upgrade_4_0_0
 */
function kafkaImage(mode: 'kraft' | 'zookeeper') {
  return v.pipe(
    image,
    parsedBy((written: string): Parsed<string> => {
      const [, version] = /\/kafka:v?(\d+)(?:[.-]|$)/.exec(written) ?? [];
      if (version === undefined) return { value: written };
      if (mode === 'zookeeper' && Number(version) >= 4)
        return refused(
          `"${written}" is Kafka ${version}, which has no ZooKeeper`,
          'take one of Kafka 3.9, or mode kraft',
        );
      return mode === 'kraft' && Number(version) < 4
        ? refused(
            `"${written}" is Kafka ${version}, and its files here are for Kafka 4`,
            'take one of Kafka 4',
          )
        : { value: written };
    }),
    v.title('image reference'),
  );
}

/** Kafka without ZooKeeper; each process is broker and controller. */
export const kraftProps = v.strictObject({
  /** Leave it out, or write `kraft`. @default 'kraft' */
  mode: v.exactOptional(v.literal('kraft'), 'kraft'),
  /** Name of the component, a DNS label; clients reach the brokers through a Service of this name. @default 'kafka' */
  name: v.exactOptional(labelBefore('-create-topics'), 'kafka'),
  ...common,
  /** Brokers, each a controller as well: 1, 3 or 5. Fixed once the cluster is made: the members of a static quorum are written into every volume. @default 1 */
  brokers: v.exactOptional(voters('KRaft controllers'), 1),
  /** Cluster id: 16 bytes in base64url, 22 characters, as `kafka-storage.sh random-uuid` prints it. @default derived from the names of cluster and component */
  clusterId: v.exactOptional(clusterId),
  /** Image of the brokers, Kafka 4. @default the one in lib/components/versions.ts */
  image: v.exactOptional(kafkaImage('kraft'), images.kafka),
});

/** Kafka 3.9 with ZooKeeper: legacy, for data that has not been migrated yet. */
export const zookeeperProps = v.strictObject({
  mode: v.literal('zookeeper'),
  /** Name of the component, a DNS label; clients reach the brokers through a Service of this name. @default 'kafka' */
  name: v.exactOptional(labelBefore('-zookeeper-0123456789'), 'kafka'),
  ...common,
  /** Brokers, 1 and up. @default 1 */
  brokers: v.exactOptional(wholeNumber('a number of brokers', 1, 1000), 1),
  /** ZooKeeper servers: 1, 3 or 5. @default 1 */
  zookeepers: v.exactOptional(voters('ZooKeeper servers'), 1),
  /** Volume of each ZooKeeper server, a quantity. @default '2Gi' */
  zookeeperStorage: v.exactOptional(bytes, '2Gi'),
  /** Memory of each ZooKeeper server, request and limit, at least 256Mi. Half of it becomes the heap. @default '512Mi' */
  zookeeperMemory: v.exactOptional(memoryOf(256), '512Mi'),
  /** Image of brokers and ZooKeeper, Kafka 3.9 at the newest. @default the one in lib/components/versions.ts */
  image: v.exactOptional(kafkaImage('zookeeper'), images.kafkaWithZookeeper),
});

/** Kafka run by the Strimzi operator, which the cluster has to list. */
export const strimziProps = v.strictObject({
  mode: v.literal('strimzi'),
  /** Name of the component, a DNS label; clients reach the brokers through a Service of this name. @default 'kafka' */
  name: v.exactOptional(labelBefore('-kafka-bootstrap'), 'kafka'),
  ...common,
  /** Brokers, each a controller as well: 1, 3 or 5. @default 3 */
  brokers: v.exactOptional(voters('KRaft controllers'), 3),
});

/** Kafka brokers, their storage and their topics. */
export const kafkaProps = v.variant('mode', [kraftProps, zookeeperProps, strimziProps]);

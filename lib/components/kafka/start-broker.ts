import { filledScript, inDoubleQuotes, shellWord } from '../../core';
import { brokerData } from './server-properties';
import { startBroker } from './start-broker.script';
import { startZookeeperBroker } from './start-zookeeper-broker.script';

/** What the scripts have to know about a set of brokers. */
export interface StartBroker {
  /** Name behind the pod's in its full name: `kafka-brokers.kafka.svc.cluster.local`. */
  readonly domain: string;
  /** Heap in MiB. */
  readonly heap: number;
}

/** Script that starts one broker of Kafka 4. It formats the storage of a new volume and leaves that of an old one. */
export function kraftBrokerScript({
  domain,
  heap,
  clusterId,
  voters,
}: StartBroker & { readonly clusterId: string; readonly voters: string }): string {
  return filledScript(startBroker, {
    domain: inDoubleQuotes(domain),
    heap,
    data: brokerData,
    cluster_id: shellWord(clusterId),
    voters: shellWord(voters),
  });
}

/** Script that starts one broker of Kafka 3.9 with ZooKeeper. */
export function zookeeperBrokerScript({ domain, heap }: StartBroker): string {
  return filledScript(startZookeeperBroker, { domain: inDoubleQuotes(domain), heap });
}

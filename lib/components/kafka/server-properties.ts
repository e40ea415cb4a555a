import { type PropertySection, propertiesText } from './properties';
import { replicationFor } from './replication';

/** Where a broker keeps its data: a folder of the volume, since the volume's root may hold `lost+found`. */
export const brokerData = '/var/lib/kafka/data/log';

/** Settings of Kafka 4 brokers that are controllers as well. */
export function kraftProperties(use: { readonly brokers: number; readonly voters: string }): string {
  return propertiesText(
    'Settings of every broker. start-broker.sh adds node.id and advertised.listeners from the name of the pod.',
    [
      {
        comment:
          'Each process is broker and controller. The quorum is static: its members are fixed for good.',
        entries: { 'process.roles': 'broker,controller', 'controller.quorum.voters': use.voters },
      },
      {
        comment: 'Port 9092 for clients and other brokers, 9093 for the quorum.',
        entries: {
          listeners: 'CLIENTS://:9092,CONTROLLER://:9093',
          'listener.security.protocol.map': 'CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT',
          'inter.broker.listener.name': 'CLIENTS',
          'controller.listener.names': 'CONTROLLER',
        },
      },
      ...commonSections(use.brokers),
      {
        comment: 'Share groups keep their state with the same number of copies.',
        entries: {
          'share.coordinator.state.topic.replication.factor': replicationFor(use.brokers).factor,
          'share.coordinator.state.topic.min.isr': replicationFor(use.brokers).minInSync,
        },
      },
    ],
  );
}

/** Settings of Kafka 3.9 brokers that keep their metadata in ZooKeeper. */
export function zookeeperBrokerProperties(use: {
  readonly brokers: number;
  readonly connect: string;
}): string {
  return propertiesText(
    'Settings of every broker. start-broker.sh adds broker.id and advertised.listeners from the name of the pod.',
    [
      {
        comment: 'ZooKeeper holds the metadata. A broker that comes up first waits for it.',
        entries: { 'zookeeper.connect': use.connect, 'zookeeper.connection.timeout.ms': 60000 },
      },
      {
        comment: 'Port 9092 for clients and other brokers.',
        entries: {
          listeners: 'CLIENTS://:9092',
          'listener.security.protocol.map': 'CLIENTS:PLAINTEXT',
          'inter.broker.listener.name': 'CLIENTS',
        },
      },
      ...commonSections(use.brokers),
    ],
  );
}

/** What does not depend on where the metadata is. Strimzi gets the same settings as a map. */
export function replicationEntries(brokers: number): Readonly<Record<string, number | boolean>> {
  const { factor, minInSync } = replicationFor(brokers);
  return {
    'default.replication.factor': factor,
    'min.insync.replicas': minInSync,
    'offsets.topic.replication.factor': factor,
    'transaction.state.log.replication.factor': factor,
    'transaction.state.log.min.isr': minInSync,
  };
}

function commonSections(brokers: number): PropertySection[] {
  return [
    {
      comment: 'A folder of the volume. The default lies under /tmp and is gone with the pod.',
      entries: { 'log.dirs': brokerData },
    },
    {
      comment: 'Topics are declared. A mistyped name is an error, not a new topic.',
      entries: { 'auto.create.topics.enable': false },
    },
    {
      comment: `Copies that ${brokers === 1 ? 'one broker' : `${brokers} brokers`} can hold. The defaults ask for three.`,
      entries: replicationEntries(brokers),
    },
  ];
}

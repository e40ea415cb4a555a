import { filledScript } from '../../core';
import { bootstrapServers, type KafkaEndpoint } from '../kafka/endpoint';
import { propertiesText } from '../kafka/properties';
import { replicationFor } from '../kafka/replication';
import { secretsFolder } from './connector-config';
import { startWorker } from './start-worker.script';

/** Settings of the workers. */
export function workerProperties(name: string, brokers: KafkaEndpoint): string {
  const { factor } = replicationFor(brokers.brokers);
  const json = 'org.apache.kafka.connect.json.JsonConverter';
  return propertiesText(
    'Settings of every worker. start-worker.sh adds the address under which it is reached.',
    [
      {
        comment: 'The brokers, and the group in which the workers share the connectors.',
        entries: { 'bootstrap.servers': bootstrapServers(brokers), 'group.id': name },
      },
      {
        comment: `Topics in which the workers keep what they know; they make them. Copies: what ${brokers.brokers === 1 ? 'one broker' : `${brokers.brokers} brokers`} can hold.`,
        entries: {
          'config.storage.topic': `${name}-configs`,
          'config.storage.replication.factor': factor,
          'offset.storage.topic': `${name}-offsets`,
          'offset.storage.replication.factor': factor,
          'status.storage.topic': `${name}-status`,
          'status.storage.replication.factor': factor,
        },
      },
      {
        comment: 'Messages come with schema and payload. Each connector says so again, for itself.',
        entries: {
          'key.converter': json,
          'key.converter.schemas.enable': true,
          'value.converter': json,
          'value.converter.schemas.enable': true,
        },
      },
      {
        comment: 'REST, and the plugins of the image: nothing is downloaded at start.',
        entries: { listeners: 'http://:8083', 'plugin.path': '/kafka/connect' },
      },
      {
        comment:
          'Connectors name secrets as ${dir:folder:key}; nothing outside this folder can be read that way.',
        entries: {
          'config.providers': 'dir',
          'config.providers.dir.class': 'org.apache.kafka.common.config.provider.DirectoryConfigProvider',
          'config.providers.dir.param.allowed.paths': secretsFolder,
        },
      },
      {
        comment: 'A topic that is created after its sink is noticed within half a minute, not within five.',
        entries: { 'consumer.metadata.max.age.ms': 30000 },
      },
      {
        // Debezium's sink keeps an error of the database to itself until it is called again, which is when a message or
        // the time to commit comes.
        comment:
          'Progress is noted every five seconds, not every minute. That is also how soon a sink fails whose last write failed.',
        entries: { 'offset.flush.interval.ms': 5000 },
      },
      {
        // A task that leaves its group while the broker is starting is not heard, and its successor waits for it.
        comment:
          'After a restart of a broker a sink may have to wait until its former self is given up: for 15 seconds, not for 45.',
        entries: { 'consumer.session.timeout.ms': 15000 },
      },
    ],
  );
}

/** Script that starts one worker. @param heap in MiB */
export function workerScript(heap: number): string {
  return filledScript(startWorker, { secrets: secretsFolder, heap });
}

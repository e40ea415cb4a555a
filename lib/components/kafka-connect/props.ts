import * as v from 'valibot';
import { atLeastOne, cores, distinct, image, label, labelBefore, wholeNumber } from '../../core';
import { postgresqlEndpoint } from '../../machines/postgresql/endpoint';
import { columnName, tableName } from '../../machines/postgresql/sql-name';
import { kafkaEndpoint } from '../kafka/endpoint';
import { topicName } from '../kafka/topic-name';
import { memoryOf } from '../kafka/settings';
import { images } from '../versions';

/** Names of fields, which become columns. */
const fields = v.pipe(
  v.array(columnName),
  distinct('fields'),
  atLeastOne(
    "write the fields that identify a row, such as ['id']: without one a message that comes twice leaves two rows",
  ),
);

/** Which columns make a row the same row, so that a message that comes twice leaves one. */
const key = v.variant('from', [
  v.strictObject({
    /** The columns are fields of the message's value; its key may be anything. */
    from: v.literal('value'),
    /** Fields of the value. @default ['id'] */
    fields: v.exactOptional(fields, ['id']),
  }),
  v.strictObject({
    /** The columns are fields of the message's key, which then comes with schema and payload like the value. */
    from: v.literal('key'),
    /** Fields of the key. @default ['id'] */
    fields: v.exactOptional(fields, ['id']),
  }),
]);

const sink = v.strictObject({
  /** Name of the connector, a DNS label. */
  name: label,
  /** Topics that it reads; the brokers have to declare each. */
  topics: v.pipe(v.array(topicName), atLeastOne('write at least one topic')),
  /** Table of each topic, with or without its PostgreSQL schema. Each distinct table gets a connector of its own. */
  tables: v.record(topicName, tableName),
  /** JDBC sink that writes the rows. Only `debezium` is in the default image. @default 'debezium' */
  plugin: v.exactOptional(v.picklist(['debezium', 'confluent', 'aiven']), 'debezium'),
  /** What identifies a row. @default { from: 'value', fields: ['id'] } */
  key: v.exactOptional(key, { from: 'value', fields: ['id'] }),
  /** Topic for messages that cannot be read; the brokers have to declare it as well. @default '<name>-dead-letters' */
  deadLetters: v.exactOptional(topicName),
  /** Tasks that share the partitions, 1 and up. @default 1 */
  tasks: v.exactOptional(wholeNumber('a number of tasks', 1, 1000), 1),
});

/** Kafka Connect with JDBC sinks into PostgreSQL. */
export const kafkaConnectProps = v.strictObject({
  /** Name of the component, a DNS label. @default 'kafka-connect' */
  name: v.exactOptional(labelBefore('-register'), 'kafka-connect'),
  /** Where the workers live. @default 'kafka-connect' */
  namespace: v.exactOptional(label, 'kafka-connect'),
  /** The brokers: `kafka().bootstrap`. */
  brokers: kafkaEndpoint,
  /** The database into which the sinks write: `postgresqlOn(host, { database, user })`. */
  database: postgresqlEndpoint,
  /** What flows from topics into tables; at least one. */
  sinks: v.pipe(v.array(sink), atLeastOne('write at least one sink')),
  /** Secret whose key `password` logs in to the database. @default 'postgresql' */
  passwordSecret: v.exactOptional(label, 'postgresql'),
  /** Workers, 1 and up; they share the connectors' tasks. @default 1 */
  replicas: v.exactOptional(wholeNumber('a number of workers', 1, 1000), 1),
  /** Memory of each worker, request and limit, at least 768Mi. Half of it becomes the heap. @default '2Gi' */
  memory: v.exactOptional(memoryOf(768), '2Gi'),
  /** CPU that each worker requests, a quantity. @default '250m' */
  cpu: v.exactOptional(cores, '250m'),
  /** Image of the workers. Another one than the default is built from it, with the plugin in a folder of its own under `/kafka/connect`. @default the one in lib/components/versions.ts */
  image: v.exactOptional(image, images.kafkaConnect),
});

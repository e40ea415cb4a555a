import type { PostgresqlEndpoint } from '../../machines/postgresql/endpoint';
import type { Connector } from './sinks';

/** Where the Secret's keys are mounted, and the only folder that the config provider may read. */
export const secretsFolder = '/run/secrets/database';

/** What all connectors of a component share. */
export interface ConnectorUse {
  readonly database: PostgresqlEndpoint;
  readonly address: string;
  readonly replicationFactor: number;
}

/** Class of each plugin. */
const classes = {
  debezium: 'io.debezium.connector.jdbc.JdbcSinkConnector',
  confluent: 'io.confluent.connect.jdbc.JdbcSinkConnector',
  aiven: 'io.aiven.connect.jdbc.JdbcSinkConnector',
} as const;

const json = 'org.apache.kafka.connect.json.JsonConverter';

/**
 * The flat configuration of a connector, as `PUT /connectors/NAME/config` takes it. Every row is written by its key, so
 * that a message that comes again changes nothing. The password is named, never held.
 */
export function connectorConfig(connector: Connector, use: ConnectorUse): Readonly<Record<string, string>> {
  const { database, address } = use;
  return {
    'connector.class': classes[connector.plugin],
    'tasks.max': String(connector.tasks),
    topics: connector.topics.join(','),
    'connection.url': `jdbc:postgresql://${address}:${database.port}/${database.database}`,
    ...pluginConfig(connector, database.user),
    'connection.password': `\${dir:${secretsFolder}:password}`,
    'insert.mode': 'upsert',
    ...converters(connector),
    ...transforms(connector),
    'errors.tolerance': 'all',
    'errors.log.enable': 'true',
    // The log would hold the messages themselves; they are in the dead-letter topic.
    'errors.log.include.messages': 'false',
    'errors.deadletterqueue.topic.name': connector.deadLetters,
    'errors.deadletterqueue.topic.replication.factor': String(use.replicationFactor),
    'errors.deadletterqueue.context.headers.enable': 'true',
  };
}

/** The same settings under the names that each plugin gives them. */
function pluginConfig(connector: Connector, user: string): Record<string, string> {
  const { plugin, table, key } = connector;
  const mode = key.from === 'key' ? 'record_key' : 'record_value';
  const fields = key.fields.join(',');
  switch (plugin) {
    case 'debezium':
      return {
        'connection.username': user,
        'collection.name.format': table,
        'schema.evolution': 'basic',
        'primary.key.mode': mode,
        'primary.key.fields': fields,
      };
    case 'confluent':
    case 'aiven':
      return {
        'connection.user': user,
        'table.name.format': table,
        'auto.create': 'true',
        'auto.evolve': 'true',
        'pk.mode': mode,
        'pk.fields': fields,
      };
  }
}

/**
 * Debezium's sink ends its task over a message that has no schema or lacks a field of its key, since it finds out when it
 * writes, where no error is tolerated. The transformations find out before, where it is one for the dead letters: they
 * ask for a schema, and for the fields. What they make is not read.
 */
function transforms({ key }: Connector): Record<string, string> {
  const builtIn = 'org.apache.kafka.connect.transforms';
  // The field is required; nothing reads the version.
  const value = {
    'transforms.valueSchema.type': `${builtIn}.SetSchemaMetadata$Value`,
    'transforms.valueSchema.schema.version': '1',
  };
  if (key.from === 'key')
    return {
      transforms: 'valueSchema,keySchema,keyFields',
      ...value,
      'transforms.keySchema.type': `${builtIn}.SetSchemaMetadata$Key`,
      'transforms.keySchema.schema.version': '1',
      'transforms.keyFields.type': `${builtIn}.HeaderFrom$Key`,
      'transforms.keyFields.operation': 'copy',
      'transforms.keyFields.fields': key.fields.join(','),
      'transforms.keyFields.headers': key.fields.map((field) => `asterism.key.${field}`).join(','),
    };
  return {
    transforms: 'valueSchema,keyFields',
    ...value,
    'transforms.keyFields.type': `${builtIn}.ValueToKey`,
    'transforms.keyFields.fields': key.fields.join(','),
  };
}

/** Values come with schema and payload; so do keys where they identify a row, and elsewhere a key may be any text. */
function converters({ key }: Connector): Record<string, string> {
  return {
    ...(key.from === 'key'
      ? { 'key.converter': json, 'key.converter.schemas.enable': 'true' }
      : { 'key.converter': 'org.apache.kafka.connect.storage.StringConverter' }),
    'value.converter': json,
    'value.converter.schemas.enable': 'true',
  };
}

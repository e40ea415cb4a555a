import type { Component, KubeObject } from '../../component';
import { claimsOf, host } from '../../inventory';
import { claimsFrom, find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { kafka } from '../kafka';
import { usedTopics } from '../kafka/topics-claim';
import { kafkaConnect, type KafkaConnectProps } from '.';
import { postgresql, postgresqlOn } from '../../machines';

const db = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
});
const database = postgresqlOn(db, { database: 'kafka', user: 'kafka' });
const orders = { name: 'orders', topics: ['orders'], tables: { orders: 'orders' } };
const derived = 'registry.example/connect-with-more-plugins:1.0.0';

function written(props: Partial<KafkaConnectProps> = {}, brokers = 1): KafkaConnectProps {
  return { brokers: kafka({ brokers }).bootstrap, database, sinks: [orders], ...props };
}

function made(props: Partial<KafkaConnectProps> = {}, brokers = 1): readonly KubeObject[] {
  return manifestsOf(kafkaConnect(written(props, brokers)));
}

/** The topics that a component uses, and where it names them. */
function topicsOf(component: Component) {
  return claimsOf(claimsFrom(component), usedTopics).map(({ value, at }) => ({ ...value, at }));
}

/** One file of a ConfigMap. */
function file(objects: readonly KubeObject[], configMap: string, name: string): string {
  return String(new Map(Object.entries(find(objects, 'ConfigMap', configMap)['data'] ?? {})).get(name));
}

/** A connector's configuration as it is sent. */
function connector(props: Partial<KafkaConnectProps>, name = 'orders', brokers = 1): object {
  const parsed: unknown = JSON.parse(file(made(props, brokers), 'kafka-connect-register', `${name}.json`));
  return typeof parsed === 'object' && parsed !== null ? parsed : {};
}

const two = {
  ...orders,
  topics: ['orders', 'returns', 'refunds'],
  tables: { orders: 'orders', returns: 'shop.returned', refunds: 'shop.returned' },
};

test.each<[string, Partial<KafkaConnectProps>, number]>([
  ['one-sink', { image: derived }, 1],
  [
    'everything',
    {
      image: derived,
      name: 'sinks',
      namespace: 'data',
      replicas: 2,
      memory: '3Gi',
      passwordSecret: 'shop-login',
      sinks: [
        two,
        {
          name: 'events',
          plugin: 'confluent',
          topics: ['events'],
          tables: { events: 'events' },
          key: { from: 'key', fields: ['source', 'number'] },
          deadLetters: 'bad-events',
          tasks: 3,
        },
      ],
    },
    3,
  ],
])('golden of %s', (name, props, brokers) => {
  const component = kafkaConnect(written(props, brokers));
  const { workloads, secrets } = planFrom(component);
  expectGolden(
    `kafka-connect/${name}.yaml`,
    yamlDocuments([{ workloads, secrets, usedTopics: topicsOf(component) }, ...made(props, brokers)]),
  );
});

test.each([
  [
    'debezium',
    {
      'connector.class': 'io.debezium.connector.jdbc.JdbcSinkConnector',
      'connection.username': 'kafka',
      'collection.name.format': 'orders',
      'schema.evolution': 'basic',
      'primary.key.mode': 'record_value',
      'primary.key.fields': 'id',
    },
  ],
  [
    'confluent',
    {
      'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
      'connection.user': 'kafka',
      'table.name.format': 'orders',
      'auto.create': 'true',
      'auto.evolve': 'true',
      'pk.mode': 'record_value',
      'pk.fields': 'id',
    },
  ],
  [
    'aiven',
    {
      'connector.class': 'io.aiven.connect.jdbc.JdbcSinkConnector',
      'connection.user': 'kafka',
      'table.name.format': 'orders',
      'auto.create': 'true',
      'auto.evolve': 'true',
      'pk.mode': 'record_value',
      'pk.fields': 'id',
    },
  ],
] as const)('key names differ per plugin: %s', (plugin, own) => {
  const config = connector({ image: derived, sinks: [{ ...orders, plugin }] });
  expect(config).toMatchObject(own);
  const others = [
    'connection.user',
    'connection.username',
    'pk.mode',
    'primary.key.mode',
    'auto.create',
    'schema.evolution',
  ];
  for (const key of others) if (!(key in own)) expect(Object.keys(config)).not.toContain(key);
});

test('a message that comes twice leaves one row: upsert with a key', () => {
  expect(connector({})).toMatchObject({ 'insert.mode': 'upsert', 'primary.key.mode': 'record_value' });
  expect(connector({ sinks: [{ ...orders, key: { from: 'key' } }] })).toMatchObject({
    'insert.mode': 'upsert',
    'primary.key.mode': 'record_key',
    'key.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'key.converter.schemas.enable': 'true',
  });
});

test('values come with schema and payload: without a schema the sink fails on every record', () => {
  expect(connector({})).toMatchObject({
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.schemas.enable': 'true',
  });
});

test.each([
  [1, '1'],
  [3, '3'],
])('dead letters and internal topics default to three copies: %d brokers hold %s', (brokers, copies) => {
  expect(connector({}, 'orders', brokers)).toMatchObject({
    'errors.tolerance': 'all',
    'errors.deadletterqueue.topic.name': 'orders-dead-letters',
    'errors.deadletterqueue.topic.replication.factor': copies,
    'errors.deadletterqueue.context.headers.enable': 'true',
    'errors.log.enable': 'true',
    'errors.log.include.messages': 'false',
  });
  const properties = file(made({}, brokers), 'kafka-connect', 'worker.properties');
  for (const topic of ['config', 'offset', 'status'])
    expect(properties).toContain(`\n${topic}.storage.replication.factor=${copies}\n`);
});

test('a message without schema or key is for the dead letters before the sink sees it, which would end its task', () => {
  expect(connector({ sinks: [{ ...orders, key: { from: 'value', fields: ['a', 'b'] } }] })).toMatchObject({
    transforms: 'valueSchema,keyFields',
    'transforms.valueSchema.type': 'org.apache.kafka.connect.transforms.SetSchemaMetadata$Value',
    'transforms.keyFields.type': 'org.apache.kafka.connect.transforms.ValueToKey',
    'transforms.keyFields.fields': 'a,b',
  });
  expect(connector({ sinks: [{ ...orders, key: { from: 'key', fields: ['a', 'b'] } }] })).toMatchObject({
    transforms: 'valueSchema,keySchema,keyFields',
    'transforms.keyFields.type': 'org.apache.kafka.connect.transforms.HeaderFrom$Key',
    'transforms.keyFields.fields': 'a,b',
    'transforms.keyFields.headers': 'asterism.key.a,asterism.key.b',
  });
});

test('the password is mounted and named, never held; the provider reads one folder only', () => {
  const objects = made();
  expect(connector({})).toMatchObject({ 'connection.password': '${dir:/run/secrets/database:password}' });
  expect(file(objects, 'kafka-connect', 'worker.properties')).toContain(
    '\nconfig.providers.dir.param.allowed.paths=/run/secrets/database\n',
  );
  expect(find(objects, 'Deployment')).toHaveProperty(
    'spec.template.spec.volumes.1.secret.secretName',
    'postgresql',
  );
  expect(JSON.stringify(find(objects, 'Job'))).not.toContain('secret');
  expect(objects.map((object) => object.kind)).not.toContain('Secret');
  expect(planFrom(kafkaConnect(written())).secrets).toMatchObject([
    { name: 'postgresql', keys: ['password'] },
  ]);
});

test("PostgreSQL is reached at the host's address", () => {
  expect(connector({})).toMatchObject({ 'connection.url': 'jdbc:postgresql://192.0.2.20:5432/kafka' });
});

test('nothing is downloaded at start: the plugins are those of the image', () => {
  expect(file(made(), 'kafka-connect', 'worker.properties')).toContain('\nplugin.path=/kafka/connect\n');
});

test('a sink with several tables becomes a connector for each', () => {
  const files = find(made({ sinks: [two] }), 'ConfigMap', 'kafka-connect-register')['data'];
  expect(Object.keys(files ?? {}).sort()).toEqual([
    'orders-orders.json',
    'orders-shop-returned.json',
    'register-connectors.sh',
  ]);
  expect(connector({ sinks: [two] }, 'orders-shop-returned')).toMatchObject({
    topics: 'returns,refunds',
    'collection.name.format': 'shop.returned',
  });
});

test('every topic is used at its place, dead letters among them', () => {
  const at = 'small.components.kafka-connect.sinks.orders';
  expect(topicsOf(kafkaConnect(written()))).toEqual([
    { topic: 'orders', brokers: 'kafka', at: `${at}.topics[0]` },
    { topic: 'orders-dead-letters', brokers: 'kafka', at: `${at}.deadLetters` },
  ]);
});

test('the topic for whoever writes is the first of the first sink', () => {
  expect(kafkaConnect(written({ sinks: [two, orders] })).topic).toBe('orders');
});

test('every message of sinks without their shape', () => {
  const sinks = [
    { ...orders, topics: ['orders', 'no topic'], tasks: 0 },
    { name: 'Empty', topics: [], tables: {} },
  ];
  const at = 'small.components.kafka-connect';
  expect(read(kafkaConnect(written({ sinks, replicas: 0, memory: '512Mi' }))).messages).toEqual([
    expect.stringContaining(`${at}.sinks.orders.topics[1]: "no topic"`),
    `${at}.sinks.orders.tasks: 0 is not a number of tasks; write a whole number from 1 to 1000`,
    expect.stringContaining(`${at}.sinks.Empty.name: "Empty"`),
    `${at}.sinks.Empty.topics: the list is empty; write at least one topic`,
    `${at}.replicas: 0 is not a number of workers; write a whole number from 1 to 1000`,
    `${at}.memory: "512Mi" is too little: half of it is heap, and the JVM needs as much beside it; write "768Mi" or more`,
  ]);
});

test('every message of sinks that contradict themselves', () => {
  const sinks = [
    {
      ...orders,
      topics: ['orders', 'returns', 'orders'],
      tables: { order: 'orders', returns: 'returned' },
      deadLetters: 'returns',
    },
  ];
  const at = 'small.components.kafka-connect';
  expect(read(kafkaConnect(written({ sinks }))).messages).toEqual([
    `${at}.sinks.orders.topics[2]: names topic "orders" again; keep one`,
    `${at}.sinks.orders.deadLetters: "returns" is a topic that the sink reads, so a bad message would go round for ever; name another topic`,
    `${at}.sinks.orders.tables.order: "order" is not a topic of the sink; did you mean "orders"?`,
    `${at}.sinks.orders.tables: topic "orders" has no table; write 'orders': 'orders'`,
  ]);
});

test('a plugin that is not in the image is refused', () => {
  expect(read(kafkaConnect(written({ sinks: [{ ...orders, plugin: 'aiven' }] }))).messages).toEqual([
    "small.components.kafka-connect.sinks.orders.plugin: the JDBC sink of aiven is not in the image quay.io/debezium/connect:3.4.0.Final; write image: one that is built from it with the plugin in a folder under /kafka/connect, or plugin: 'debezium'",
  ]);
});

test('two sinks of one name and no sinks at all are refused', () => {
  expect(read(kafkaConnect(written({ sinks: [orders, orders] }))).messages).toEqual([
    'small.components.kafka-connect.sinks: two connectors would be named "orders"; give one of the sinks another name',
  ]);
  expect(read(kafkaConnect(written({ sinks: [] }))).messages).toEqual([
    'small.components.kafka-connect.sinks: the list is empty; write at least one sink',
  ]);
});

test('a database where brokers are wanted does not compile', () => {
  // @ts-expect-error -- the endpoint speaks postgresql
  const { messages } = read(kafkaConnect({ ...written(), brokers: database }));
  expect(messages).toEqual([
    expect.stringMatching(
      /^small\.components\.kafka-connect\.brokers: found .*; expected an endpoint of kafka\(\)$/,
    ),
  ]);
});

import { lan } from '../../../clusters/lan';
import { pi } from '../../../clusters/pi';
import { proxmox } from '../../../clusters/proxmox';
import { kafka } from '../../components/kafka';
import { kafkaConnect } from '../../components/kafka-connect';
import { type Cluster, defineCluster } from '../../plan';
import { database, smallCluster } from '../../testing/clusters';
import { chooseTarget } from './target';
import { postgresqlOn } from '../../machines';

const clusters = [proxmox, pi, lan];

/** A cluster whose sinks write into three tables. */
function shop(): Cluster {
  const messages = kafka({
    topics: ['orders', 'returns', 'events', 'a-dead-letters', 'b-dead-letters'].map((name) => ({ name })),
  });
  const sink = kafkaConnect({
    brokers: messages.bootstrap,
    database: postgresqlOn(database, { database: 'kafka', user: 'kafka' }),
    sinks: [
      { name: 'a', topics: ['orders', 'returns'], tables: { orders: 'orders', returns: 'shop.returned' } },
      { name: 'b', topics: ['events'], tables: { events: 'events' } },
    ],
  });
  return defineCluster({
    ...smallCluster([messages, sink], { secrets: { 'kafka-connect/postgresql': { from: 'manual' } } }),
    name: 'shop',
  });
}

test('the real clusters have one table, and where it is follows from the plan', () => {
  expect(chooseTarget(clusters, {})).toEqual({
    cluster: 'proxmox',
    host: { name: 'alkaid', address: '172.22.0.133' },
    port: 5432,
    database: 'kafka',
    user: 'kafka',
    table: { schema: 'public', name: 'kafka_messages' },
    writtenTable: 'kafka_messages',
    topics: ['demo-messages'],
    secret: { namespace: 'kafka-connect', name: 'postgresql', key: 'password' },
  });
  expect(chooseTarget(clusters, { cluster: 'proxmox', table: 'kafka_messages' })).toEqual(
    chooseTarget(clusters, {}),
  );
});

test('a table of another schema is found by the name that the cluster gives it', () => {
  expect(chooseTarget([shop()], { table: 'shop.returned' })).toMatchObject({
    table: { schema: 'shop', name: 'returned' },
    topics: ['returns'],
  });
});

test.each([
  [{ cluster: 'proxmx' }, 'no cluster is named "proxmx"', 'did you mean "proxmox"?'],
  [
    { cluster: 'pi' },
    'cluster pi has no sink, so there is no table to look at',
    'list kafkaConnect() among its components, or name another cluster',
  ],
  [{}, 'proxmox and shop have sinks', 'use one of proxmox, shop'],
  [{ cluster: 'shop' }, 'the sinks of shop write into 3 tables', 'use one of orders, shop.returned, events'],
  [{ cluster: 'shop', table: 'event' }, 'no sink of shop writes into "event"', 'did you mean "events"?'],
])('what cannot be chosen is reported with the way out (%#)', (choice, reason, next) => {
  expect(chooseTarget([...clusters, shop()], choice)).toMatchObject([{ reason, next }]);
});

test('clusters without sinks, and clusters with problems, are told as such', () => {
  expect(chooseTarget([pi, lan], {})).toMatchObject([
    { reason: 'no cluster has a sink, so there is no table to look at' },
  ]);
  const broken = defineCluster({ ...smallCluster([]), name: 'no label' });
  expect(chooseTarget([proxmox, broken], {})).toEqual(broken.problems);
  expect(chooseTarget([proxmox, broken], { cluster: 'proxmox' })).toMatchObject({ cluster: 'proxmox' });
});

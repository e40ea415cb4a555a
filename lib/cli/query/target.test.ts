import { kafka } from '../../components/kafka';
import { kafkaConnect } from '../../components/kafka-connect';
import { type Cluster, defineCluster } from '../../plan';
import { database, smallCluster } from '../../testing/clusters';
import * as typical from '../../testing/typical-clusters';
import { chooseTarget } from './target';
import { postgresqlOn } from '../../machines';

const [vms, pis, lan] = [
  defineCluster(typical.vms),
  defineCluster(typical.pis),
  defineCluster(typical.lan),
] as const;
const clusters = [vms, pis, lan];

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

test('clusters of which one has a sink have one table, and where it is follows from the plan', () => {
  expect(chooseTarget(clusters, {})).toEqual({
    cluster: 'vms',
    host: { name: 'db', address: '192.0.2.20' },
    port: 5432,
    database: 'shop',
    user: 'shop',
    table: { schema: 'public', name: 'orders' },
    writtenTable: 'orders',
    topics: ['orders'],
    secret: { namespace: 'kafka-connect', name: 'postgresql', key: 'password' },
  });
  expect(chooseTarget(clusters, { cluster: 'vms', table: 'orders' })).toEqual(chooseTarget(clusters, {}));
});

test('a table of another schema is found by the name that the cluster gives it', () => {
  expect(chooseTarget([shop()], { table: 'shop.returned' })).toMatchObject({
    table: { schema: 'shop', name: 'returned' },
    topics: ['returns'],
  });
});

test.each([
  [{ cluster: 'vmss' }, 'no cluster is named "vmss"', 'did you mean "vms"?'],
  [
    { cluster: 'pis' },
    'cluster pis has no sink, so it has no table to look at',
    'list kafkaConnect() among its components, or name another cluster',
  ],
  [{}, 'vms and shop have sinks', 'use one of vms, shop'],
  [{ cluster: 'shop' }, 'the sinks of shop write into 3 tables', 'use one of orders, shop.returned, events'],
  [{ cluster: 'shop', table: 'event' }, 'no sink of shop writes into "event"', 'did you mean "events"?'],
])('what cannot be chosen is reported with the way out (%#)', (choice, reason, next) => {
  expect(chooseTarget([...clusters, shop()], choice)).toMatchObject([{ reason, next }]);
});

test('clusters without sinks, and clusters with problems, are told as such', () => {
  expect(chooseTarget([pis, lan], {})).toMatchObject([
    { reason: 'no cluster has a sink, so it has no table to look at' },
  ]);
  const broken = defineCluster({ ...smallCluster([]), name: 'no label' });
  expect(chooseTarget([vms, broken], {})).toEqual(broken.problems);
  expect(chooseTarget([vms, broken], { cluster: 'vms' })).toMatchObject({ cluster: 'vms' });
});

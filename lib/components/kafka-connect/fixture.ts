import { host } from '../../inventory';
import { postgresql, postgresqlOn } from '../../machines';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { kafka } from '../kafka';
import { kafkaConnect } from '.';
import { kafkaConnectProps } from './props';

const db = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
});
const topics = [{ name: 'orders' }, { name: 'orders-dead-letters' }];
const brokers = kafka({ topics }).bootstrap;
const database = postgresqlOn(db, { database: 'kafka', user: 'kafka' });
const sink = { name: 'orders', topics: ['orders'], tables: { orders: 'orders' } };

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'kafkaConnect',
    shape: kafkaConnectProps,
    props: { brokers, database, sinks: [{ ...sink, key: { from: 'value', fields: ['id'] } }] },
    forms: { '': { component: () => kafkaConnect({ brokers, database, sinks: [sink] }) } },
  },
];

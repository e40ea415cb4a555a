import type { Component } from '../component';
import type { FactsInput } from '../inventory';
import { host } from '../inventory';
import { contractProblems } from '../testing/contract';
import { ciliumFacts, flannelFacts } from '../testing/facts';
import { apps } from './app/fixture';
import * as catalogue from './index';
import { postgresql, postgresqlOn } from '../machines';

const db = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
});
const brokers = catalogue.kafka({ topics: [{ name: 'orders' }, { name: 'orders-dead-letters' }] });
const pools = [{ name: 'pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
const apiServer = { host: '127.0.0.1', port: 6444 };

interface Case {
  readonly makes: keyof typeof catalogue;
  readonly what: string;
  readonly component: () => Component;
  readonly facts: FactsInput;
}

const kraft = (count: number) => () => catalogue.kafka({ brokers: count, topics: [{ name: 'orders' }] });

/** Every component, in every form that makes other objects. */
const cases: readonly Case[] = [
  ...Object.entries(apps).map(([what, component]) => ({
    makes: 'app' as const,
    what,
    component,
    facts: flannelFacts,
  })),
  { makes: 'argoCd', what: 'with waves', component: () => catalogue.argoCd(), facts: flannelFacts },
  {
    makes: 'argoCd',
    what: 'with rolling',
    component: () => catalogue.argoCd(),
    facts: { ...flannelFacts, delivery: 'rolling' },
  },
  {
    makes: 'cilium',
    what: 'alone',
    component: () => catalogue.cilium({ version: '1.19.6', apiServer }),
    facts: ciliumFacts,
  },
  {
    makes: 'cilium',
    what: 'with pools',
    component: () =>
      catalogue.cilium({
        version: '1.17.18',
        apiServer,
        hubble: { relay: true, ui: true },
        loadBalancer: { pools },
      }),
    facts: ciliumFacts,
  },
  {
    makes: 'ciliumPolicies',
    what: '',
    component: () =>
      catalogue.ciliumPolicies({
        name: 'guard',
        namespace: 'shop',
        policies: [{ name: 'guard', pods: { app: 'a' }, from: [{ pods: { app: 'b' } }] }],
      }),
    facts: ciliumFacts,
  },
  { makes: 'coredns', what: 'k3s', component: () => catalogue.coredns({ mode: 'k3s' }), facts: flannelFacts },
  {
    makes: 'coredns',
    what: 'replace',
    component: () => catalogue.coredns({ mode: 'replace' }),
    facts: ciliumFacts,
  },
  {
    makes: 'demoProducer',
    what: '',
    component: () => catalogue.demoProducer({ brokers: brokers.bootstrap, topic: 'orders' }),
    facts: flannelFacts,
  },
  { makes: 'gatewayApi', what: '', component: () => catalogue.gatewayApi(), facts: ciliumFacts },
  { makes: 'kafka', what: 'kraft, one broker', component: kraft(1), facts: flannelFacts },
  { makes: 'kafka', what: 'kraft, three brokers', component: kraft(3), facts: flannelFacts },
  {
    makes: 'kafka',
    what: 'zookeeper',
    component: () => catalogue.kafka({ mode: 'zookeeper', topics: [{ name: 'orders' }] }),
    facts: flannelFacts,
  },
  {
    makes: 'kafka',
    what: 'strimzi',
    component: () => catalogue.kafka({ mode: 'strimzi', topics: [{ name: 'orders' }] }),
    facts: flannelFacts,
  },
  {
    makes: 'kafkaConnect',
    what: '',
    component: () =>
      catalogue.kafkaConnect({
        brokers: brokers.bootstrap,
        database: postgresqlOn(db, { database: 'kafka', user: 'kafka' }),
        sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
      }),
    facts: flannelFacts,
  },
  {
    makes: 'manifests',
    what: '',
    component: () => catalogue.manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog' }),
    facts: flannelFacts,
  },
  { makes: 'metallb', what: '', component: () => catalogue.metallb({ pools }), facts: ciliumFacts },
  { makes: 'sealedSecrets', what: '', component: () => catalogue.sealedSecrets(), facts: flannelFacts },
  { makes: 'strimziOperator', what: '', component: () => catalogue.strimziOperator(), facts: flannelFacts },
];

test('every component of the catalogue is held to the contract', () => {
  expect([...new Set(cases.map(({ makes }) => makes))].sort()).toEqual(Object.keys(catalogue).sort());
});

test.each(cases.map((entry) => [`${entry.makes} ${entry.what}`.trim(), entry] as const))(
  '%s keeps it',
  (_, { component, facts }) => {
    expect(contractProblems(component, facts)).toEqual([]);
  },
);

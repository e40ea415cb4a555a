import { type Component, type ComponentPlan, type KubeObject, objectsOf } from '../component';
import type { FactsInput } from '../inventory';
import { host } from '../inventory';
import { ciliumFacts, flannelFacts, planFrom } from '../testing/facts';
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
  { makes: 'metallb', what: '', component: () => catalogue.metallb({ pools }), facts: ciliumFacts },
  { makes: 'sealedSecrets', what: '', component: () => catalogue.sealedSecrets(), facts: flannelFacts },
  { makes: 'strimziOperator', what: '', component: () => catalogue.strimziOperator(), facts: flannelFacts },
];

test('every component of the catalogue is held to the contract', () => {
  expect([...new Set(cases.map(({ makes }) => makes))].sort()).toEqual(Object.keys(catalogue).sort());
});

describe.each(cases.map((entry) => [`${entry.makes} ${entry.what}`.trim(), entry] as const))(
  '%s',
  (_, { component, facts }) => {
    const made = component();
    const plan = planFrom(made, facts);
    const objects = objectsOf(made, plan.build);
    const pods = objects.flatMap(podsIn);

    test('gives the same bytes for the same input', () => {
      const again = component();
      expect(JSON.stringify(objectsOf(again, planFrom(again, facts).build))).toBe(JSON.stringify(objects));
    });

    test('ships something', () => {
      expect(objects.length + (plan.upstream === undefined ? 0 : 1)).toBeGreaterThan(0);
    });

    test('labels every object with the standard labels', () => {
      for (const { metadata } of objects)
        expect(metadata.labels).toMatchObject({
          'app.kubernetes.io/name': made.kind,
          'app.kubernetes.io/instance': made.name,
          'app.kubernetes.io/managed-by': 'asterism',
        });
    });

    test('names no address that is not in the inventory', () => {
      // Sources of addresses: the facts, and what this test hands over in props.
      const known = JSON.stringify([facts, made.props]);
      for (const address of addressesIn(
        JSON.stringify([objects, plan.upstream?.kind === 'helm' ? plan.upstream.values : {}]),
      ))
        expect(derivable(address, known) ? known : address).toBe(known);
    });

    test('keeps links of services out of every pod, and tokens out of those that need none', () => {
      for (const { spec } of pods) expect(spec).toMatchObject({ enableServiceLinks: false });
    });

    test('gives every container requests and limits', () => {
      for (const container of pods.flatMap(containersOf)) {
        const { requests, limits } = record(container['resources']);
        expect(Object.keys(record(requests))).toEqual(expect.arrayContaining(['cpu', 'memory']));
        expect(Object.keys(record(limits))).toContain('memory');
      }
    });

    test('probes every container that runs on', () => {
      for (const pod of pods.filter(({ runsOn }) => runsOn))
        for (const container of mainContainersOf(pod)) {
          expect(container).toHaveProperty('readinessProbe');
          expect(container).toHaveProperty('livenessProbe');
        }
    });

    test('fits the Pod Security level that its namespace enforces', () => {
      if (plan.podSecurity !== 'restricted') return;
      for (const pod of pods) {
        expect(pod.spec).toMatchObject({
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        });
        for (const container of containersOf(pod))
          expect(container).toMatchObject({
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          });
      }
    });

    test('declares every port that it opens as a listener of the workload', () => {
      for (const pod of pods) {
        const listens = workloadsOf(plan, pod).flatMap((workload) => workload.listens);
        for (const container of containersOf(pod))
          for (const port of listOf(container, 'ports'))
            expect(listens.map(({ name, port: number }) => ({ name, number }))).toContainEqual({
              name: port['name'],
              number: port['containerPort'],
            });
      }
    });

    test('has a workload in its plan for every pod that it makes', () => {
      for (const pod of pods) expect(workloadsOf(plan, pod)).toHaveLength(1);
    });
  },
);

interface Pod {
  readonly labels: Readonly<Record<string, unknown>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Whether the pod is to run for ever, unlike that of a Job. */
  readonly runsOn: boolean;
}

function podsIn({ kind, spec }: KubeObject): Pod[] {
  const template = record(record(spec)['template']);
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)) return [];
  return [
    {
      labels: record(record(template['metadata'])['labels']),
      spec: record(template['spec']),
      runsOn: kind !== 'Job',
    },
  ];
}

function workloadsOf(plan: ComponentPlan, { labels }: Pod): ComponentPlan['workloads'] {
  return plan.workloads.filter(({ pods }) =>
    Object.entries(pods).every(([label, value]) => labels[label] === value),
  );
}

function containersOf(pod: Pod): Readonly<Record<string, unknown>>[] {
  return [...mainContainersOf(pod), ...listOf(pod.spec, 'initContainers')];
}

function mainContainersOf(pod: Pod): Readonly<Record<string, unknown>>[] {
  return listOf(pod.spec, 'containers');
}

function listOf(value: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>>[] {
  const list = value[key];
  return Array.isArray(list) ? list.map(record) : [];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function addressesIn(text: string): string[] {
  return [...new Set(text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? [])].filter(
    (address) => !['0.0.0.0', '127.0.0.1'].includes(address),
  );
}

/**
 * Whether the address is written down, as it is or backwards as in a name of `in-addr.arpa`, or is one that the service
 * network has at a fixed place.
 */
function derivable(address: string, known: string): boolean {
  const backwards = address.split('.').reverse().join('.');
  return (
    known.includes(address) || known.includes(backwards) || ['10.43.0.1', '10.43.0.10'].includes(address)
  );
}

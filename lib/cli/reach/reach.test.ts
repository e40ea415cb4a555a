import { ApiObject } from 'cdk8s';
import { defineCluster } from '../../plan';
import { smallCluster } from '../../testing/clusters';
import { caller, made, port as listening, workloadOf } from '../../testing/components';
import { noProblem as never } from '../../testing/policy-ends';
import { typicalClusters } from '../../testing/typical-clusters';
import { type Problem } from '../../values';
import { reachAll, reachOne } from './ask';
import { chooseCluster } from './choose';
import { readPort } from './port';

const clusters = typicalClusters.map((cluster) => defineCluster(cluster));
const said: { out: string[]; err: string[] } = { out: [], err: [] };

beforeEach(() => {
  said.out = [];
  said.err = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.out.push(line));
  jest.spyOn(console, 'error').mockImplementation((line: string) => said.err.push(line));
});
afterEach(() => jest.restoreAllMocks());

test('an answer is a sentence, the way hop by hop, and exit code 0 where it reaches', () => {
  expect(reachOne(clusters, { from: 'bob', to: 'db', port: '5432' }, {})).toBe(0);
  expect(said.out[0]).toBe(
    'bob reaches db on tcp 5432: db: "kafka-connect: rows" of chain input of table asterism accepts tcp 5432 from 192.0.2.12 to 192.0.2.20',
  );
  expect(said.out.length).toBeGreaterThan(3);
});

test.each<readonly [string, string, string, string | undefined, number, readonly unknown[]]>([
  [
    'without a port, the ports of declared connections are asked',
    'kafka-connect',
    'db',
    undefined,
    0,
    [{ port: 5432, verdict: 'allowed' }],
  ],
  [
    'without a declared connection, every port on which something answers is asked, and one that is blocked ends with 1',
    'demo-producer',
    'kafka-connect',
    undefined,
    1,
    [{ port: 8083, verdict: 'blocked' }],
  ],
  ['what only the cluster knows ends with 3', 'ada', 'kafka', '9092', 3, [{ verdict: 'unknown' }]],
  [
    'udp as people type it',
    'bob',
    'names',
    'udp/53',
    0,
    [{ port: 53, transport: 'udp', verdict: 'allowed' }],
  ],
])('%s', (_, from, to, port, code, answers) => {
  expect(reachOne(clusters, { from, to, port }, { json: true, cluster: 'vms' })).toBe(code);
  expect(JSON.parse(said.out.join('\n'))).toMatchObject(answers);
});

test.each(['53/udp', 'udp/53', '53 udp', 'udp 53', 'UDP:53', '53/UDP'])('%s is udp 53', (text) => {
  expect(readPort(text, never)).toEqual({ port: 53, transport: 'udp' });
});

test.each(['', '0', '65536', 'tcp', 'tcp/53/udp', '5 3', '-1', 'x'])('"%s" is not a port', (text) => {
  const problems: Problem[] = [];
  expect(readPort(text, (problem) => problems.push(problem))).toBeUndefined();
  expect(problems).toHaveLength(1);
});

test.each<readonly [string, Parameters<typeof reachOne>[1], Parameters<typeof reachOne>[2], string]>([
  ['no names', { from: undefined, to: undefined, port: undefined }, {}, 'two names are needed'],
  [
    'an unknown name',
    { from: 'foo', to: 'kafka', port: undefined },
    { cluster: 'vms' },
    'nothing in vms is named "foo"',
  ],
  [
    'an unknown cluster',
    { from: 'a', to: 'b', port: undefined },
    { cluster: 'pie' },
    'no cluster is named "pie"; did you mean "pis"',
  ],
  ['a port that is none', { from: 'bob', to: 'db', port: '70000' }, {}, '"70000" is not a port'],
  [
    'a port on which the pods do not listen',
    { from: 'kafka-connect', to: 'kafka', port: '99' },
    {},
    'kafka/broker does not listen on 99/tcp; it listens on 9092/tcp (clients), 9093/tcp (controller)',
  ],
  ...(['127.0.0.1', '0.0.0.1', '224.0.0.1', '192.0.2.0', '192.0.2.255'] as const).map(
    (address) =>
      [
        `${address}, an address of no single machine`,
        { from: address, to: 'ada', port: '22' },
        {},
        `error from: ${address} is `,
      ] as const,
  ),
  ['0.0.0.0', { from: '0.0.0.0', to: 'ada', port: '22' }, {}, 'error from: "0.0.0.0" is '],
  [
    'an address of the Services',
    { from: 'bob', to: '10.43.0.77', port: '443' },
    { cluster: 'vms' },
    'error to: 10.43.0.77 is an address of the service network, and a Service gets its address at run time; name the component, or namespace/label=value',
  ],
  [
    'names that several clusters know',
    { from: 'internet', to: 'administrators', port: '22' },
    {},
    'know both "internet" and "administrators"; add --cluster',
  ],
])('%s: a clear error and exit code 2', (_, asked, options, message) => {
  expect(reachOne(clusters, asked, options)).toBe(2);
  expect(said.err.join('\n')).toContain(message);
  expect(said.out).toEqual([]);
});

test('--all shows who gets in where, and --json the same for programs', () => {
  expect(reachAll(clusters, { cluster: 'vms' })).toBe(0);
  expect(said.out[0]).toMatch(/^vms: \d+ senders, \d+ ports, \d+ pairs, \d+ open$/);
  expect(said.out).toContain('  db 5432/tcp (kafka-connect: rows) ← ada, bob, cyd, kafka-connect/worker');
  said.out = [];
  expect(reachAll(clusters, { json: true })).toBe(0);
  expect(JSON.parse(said.out.join('\n'))).toMatchObject([
    { cluster: 'vms' },
    { cluster: 'pis' },
    { cluster: 'lan' },
  ]);
});

test('somebody whom the inventory does not know may ask all the same', () => {
  expect(reachOne(clusters, { from: '192.0.2.200', to: 'db', port: '5432' }, {})).toBe(1);
  expect(said.out[0]).toMatch(/^192\.0\.2\.200 does not reach db on tcp 5432: db: no rule of chain input/);
});

test.each([
  [
    'an address that nothing has',
    'bob',
    '192.0.2.200',
    'nothing in the inventory has 192.0.2.200, an address of network nodes',
  ],
  [
    "an address of a load balancer's pool that no Service asks for",
    'ivy',
    '172.16.4.21',
    "172.16.4.21 is an address of a load balancer's pool, and no Service that ships asks for it",
  ],
  [
    'pods of a namespace that nothing declares',
    'shop/app=web',
    'kafka',
    'nothing declares namespace shop, so its labels, its policies and its pods are not known',
  ],
  [
    'pods that nothing declares, in a namespace of ours',
    'kafka-connect/app=mine',
    'db',
    'nothing declares pods with app=mine in namespace kafka-connect, so their other labels and their ports are not known',
  ],
])('%s: unknown, with the reason', (_, from, to, reason) => {
  expect(reachOne(clusters, { from, to, port: { kafka: '9092', db: '5432' }[to] ?? '22' }, {})).toBe(3);
  expect(said.out[0]).toContain(`${from} may reach ${to}`);
  expect(said.out[0]).toContain(reason);
});

test('pods that nothing declares are blocked where no policy of their namespace can open the way', () => {
  expect(reachOne(clusters, { from: 'kafka/app=mine', to: 'db', port: '22' }, {})).toBe(1);
});

test.each([
  ['a name that both ends fix', '172.16.1.5', 'gate', 'pis'],
  ['a host of one cluster', '198.51.100.10', 'ada', 'vms'],
  ['an address of a network of one cluster', 'internet', '172.17.0.12', 'lan'],
])('the cluster that knows both ends is asked: %s', (_, from, to, cluster) => {
  const chosen = chooseCluster(clusters, { from, to });
  expect('plan' in chosen ? chosen.plan.facts.name : chosen).toBe(cluster);
});

test('what of a policy cannot be read is a warning of every question, and the answer is unknown', () => {
  const shop = made({
    name: 'shop',
    plan: {
      workloads: [workloadOf('shop', { name: 'web', listens: [listening('http', 8080)] })],
      build: (chart) => {
        new ApiObject(chart, 'policy', {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'p', namespace: 'shop' },
          spec: { podSelector: {}, ingress: [{ form: [{ podSelector: {} }] }] },
        });
      },
    },
  });
  const small = defineCluster(smallCluster([shop, caller('other', [], 'default')]));
  expect(reachOne([small], { from: 'other', to: 'shop', port: undefined }, {})).toBe(3);
  expect(said.err).toEqual([
    'warning NetworkPolicy shop/p.spec.ingress[0].form: is unknown; use from, ports',
  ]);
});

test('the gateway of a network is known', () => {
  reachOne(clusters, { from: 'bob', to: '192.0.2.1', port: '443' }, { cluster: 'vms' });
  expect(said.err).toEqual([]);
  expect(said.out.filter((line) => !line.startsWith(' '))).toEqual([
    'bob reaches 192.0.2.1 on tcp 443: nothing known on the way stops it',
  ]);
});

test('--all takes no names', () => {
  expect(reachAll(clusters, { cluster: 'vms' }, 'kafka')).toBe(2);
  expect(said.err).toEqual(['error --all: "kafka" is too much; write asterism reach --all without names']);
});

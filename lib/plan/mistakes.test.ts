import { kafka } from '../components';
import { host } from '../inventory';
import { k3s } from '../machines';
import { untyped } from '../testing/untyped';
import { problemText } from '../values';
import { defineCluster } from './cluster';
import { base, changed, ciliumBase, db, messages, producer, sink } from './fixtures/base';

/** What a cluster file in plain JavaScript may hand over. */
function messagesOf(input: unknown): string[] {
  const { plan, problems } = untyped(defineCluster)(input);
  expect(plan).toBeUndefined();
  return problems.map(problemText);
}

test('mistakes in all sections are told at once, each one once, and nothing that only follows from them', () => {
  const [ada, bob, cyd] = base.nodes;
  const card = { name: 'eth0', network: 'nodess', address: '192.0.2' };
  const input = {
    ...base,
    git: { url: 'https://git.example.com/home/clusters.git', revison: 'main' },
    distribution: untyped(k3s)({ version: 'latest', networkPlugin: 'flanel', disable: ['servicelbb'] }),
    networks: { ...base.networks, pods: { cidr: '10.42.0.1/16' }, services: { cidr: '10.42.0.0/16' } },
    dhcp: [{ network: 'nodes', range: '192.0.2.199-192.0.2.13', nameServers: ['192.0.2.300'] }],
    nodes: [
      { ...ada, mac: 'none', colour: 'red' },
      { ...bob, address: '192.0.2.11' },
      { ...cyd, role: 'agnet' },
    ],
    hosts: [
      host({ ...db.input, name: 'db', interfaces: [card] }),
      host({ name: 'db2', description: 'spare', interfaces: [] }),
    ],
    secrets: { 'kafka-connect/postgresql': { from: 'manuel' } },
    components: [
      kafka({ topics: [{ name: 'orders' }], cpu: '1000m', storage: '8gb' }),
      sink,
      producer,
      untyped(kafka)({ name: 'other', brokers: '3' }),
    ],
  };
  expect(messagesOf(input)).toEqual([
    'small.git.revison: unknown key "revison"; did you mean "revision"?',
    'small.networks.pods.cidr: "10.42.0.1/16" has host bits set; did you mean 10.42.0.0/16?',
    'small.dhcp[0].range: "192.0.2.199-192.0.2.13" ends before it begins; did you mean 192.0.2.13-192.0.2.199?',
    'small.dhcp[0].nameServers[0]: "192.0.2.300" is not a valid IPv4 address; write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
    'small.secrets.kafka-connect/postgresql.from: found a string; expected "sealed" or "external" or "manual"',
    'small.nodes.ada.colour: unknown key "colour"; remove it, or use one of name, address, role, mac, labels, machine, system',
    'small.nodes.ada.mac: "none" is not a valid MAC address; write six pairs of hexadecimal digits: BC:24:11:B3:ED:03',
    'small.nodes.cyd.role: found "agnet"; expected "server" or "agent"',
    'small.hosts.db.interfaces.eth0.address: "192.0.2" is not a valid IPv4 address; write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
    'small.hosts.db2.interfaces: the list is empty; write at least one network interface with its address',
    'small.distribution.version: "latest" is not a release of k3s; pin one such as v1.33.5+k3s1',
    'small.distribution.networkPlugin: found "flanel"; expected "flannel" or "none"',
    'small.distribution.disable[0]: found "servicelbb"; expected "coredns" or "servicelb" or "traefik" or "local-storage" or "metrics-server"',
    'small.components.kafka.storage: "8gb" is not a valid Kubernetes quantity; did you mean "8Gi"?',
    `small.components.kafka.cpu: "1000m" is stored as "1" by Kubernetes, and Argo CD would always show the application as OutOfSync; write "1"`,
    'small.components.other.brokers: found "3"; expected a number',
  ]);
});

test('what contradicts is reported when everything has its shape, all of it at once', () => {
  const [ada, bob, cyd] = base.nodes;
  const card = { name: 'eth0', network: 'nodess', address: '192.0.2.20' };
  const input = {
    ...base,
    networks: { ...base.networks, services: { cidr: '10.42.0.0/16' } },
    dhcp: [{ network: 'nodes', range: '192.0.2.13-192.0.2.199', nameServers: ['192.0.2.1'] }],
    nodes: [ada, { ...bob, address: '192.0.2.11' }, cyd],
    hosts: [host({ ...db.input, name: 'db', interfaces: [card] })],
    components: [kafka({ topics: [{ name: 'orders' }], nodeSelector: { disk: 'none' } }), sink, producer],
  };
  expect(messagesOf(input)).toEqual([
    'small.hosts.db.interfaces.eth0.network: no network is named "nodess"; did you mean "nodes"?',
    'small.nodes.bob.address: "192.0.2.11" is already the address of node ada; give node bob an address of its own',
    'small.networks.services.cidr: 10.42.0.0/16 overlaps network pods (10.42.0.0/16); change one of them, because an address in both would be ambiguous',
    'small.dhcp[0].range: 192.0.2.13-192.0.2.199 contains 192.0.2.13, the address of node cyd; end the range before it, begin after it, or change the address of node cyd',
    'small.dhcp[0].range: 192.0.2.13-192.0.2.199 contains 192.0.2.20, the address of host db (eth0); end the range before it, begin after it, or change the address of host db (eth0)',
    expect.stringContaining('small.components.kafka.nodeSelector: no node has the labels disk=none'),
    'small.components.kafka-connect.sinks.orders.deadLetters: topic "orders-dead-letters" is not declared by kafka; declare it in small.components.kafka.topics',
  ]);
});

test('a node that is not quite right is still known by its name, and still the server that it is', () => {
  expect(
    messagesOf(changed('nodes.0', { ...base.nodes[0], address: 5, labels: 'none', mac: undefined })),
  ).toEqual([
    'small.nodes.ada.address: found 5; expected a string',
    'small.nodes.ada.mac: found undefined; leave it out, or write a string',
    'small.nodes.ada.labels: found "none"; expected an object',
  ]);
});

test('a node or host without a name may be the one that is asked for', () => {
  expect(messagesOf(changed('nodes.0', { address: '192.0.2.11', role: 'server' }))).toEqual([
    'small.nodes[0].name: is missing; write a string',
  ]);
  expect(messagesOf(changed('nodes.0.name', ''))).toEqual([
    'small.nodes[0].name: "" is not a valid DNS label; use at most 63 lower-case letters, digits and inner hyphens',
  ]);
});

test('a component that cannot be read is missed by none that needs it', () => {
  const broken = untyped(kafka)({ brokers: '3' });
  expect(messagesOf(changed('components', [broken, sink, producer]))).toEqual([
    'small.components.kafka.brokers: found "3"; expected a number',
  ]);
  expect(messagesOf(changed('components', [undefined, sink, producer]))).toEqual([
    'small.components[0]: undefined is not a component; look whether its file exports it, and whether two files import each other',
  ]);
  expect(messagesOf(changed('components', [undefined], ciliumBase))).toHaveLength(1);
});

test('of two components with one name, each one is read, and either may be the one that others mean', () => {
  expect(
    messagesOf(changed('components', [kafka({ cpu: '1000m' }), messages, messages, sink, producer])),
  ).toEqual([
    'small.components.kafka: two components are named "kafka"; give one of them another name',
    'small.components.kafka: two components are named "kafka"; give one of them another name',
    `small.components.kafka.cpu: "1000m" is stored as "1" by Kubernetes, and Argo CD would always show the application as OutOfSync; write "1"`,
  ]);
});

test('a network that cannot be read brings no report about what lies in it', () => {
  expect(messagesOf(changed('networks.nodes', { cidr: '192.0.2.0/240', gateway: 7 }))).toEqual([
    'small.networks.nodes.cidr: "192.0.2.0/240" has a prefix length over 32; write one from 0 to 32',
    'small.networks.nodes.gateway: found 7; expected a string',
  ]);
});

const facts = 'an object with name, git, distribution, api, networks and nodes';

describe('what TypeScript would not have let through is a problem with a place, never an exception', () => {
  test.each([
    [undefined, [`cluster: found undefined; expected ${facts}`]],
    [null, [`cluster: found null; expected ${facts}`]],
    ['small', [`cluster: found "small"; expected ${facts}`]],
    [[base], [`cluster: found ${JSON.stringify([base]).slice(0, 79)}…; expected ${facts}`]],
    [() => base, [`cluster: found a function; expected ${facts}`]],
    [changed('name', 5), ['cluster.name: found 5; expected a string']],
    [
      changed('components', undefined),
      ['small.components: is missing; write a list of components, such as [argoCd()]'],
    ],
    [
      changed('components', messages),
      [
        'small.components: found {"kind":"kafka","name":"kafka","namespace":"kafka","props":{"topics":[{"name":"…; expected a list of components, such as [argoCd()]',
      ],
    ],
    [
      changed('components', [null, 7, {}, [messages], { ...messages, plan: 'later' }, () => messages], {
        ...base,
        secrets: {},
      }),
      [
        'small.components[0]: null is not a component; list what a component function returns, such as argoCd()',
        'small.components[1]: 7 is not a component; list what a component function returns, such as argoCd()',
        'small.components[2]: {} is not a component; list what a component function returns, such as argoCd()',
        expect.stringMatching(
          /^small\.components\[3\]: \[\{.* is not a component; list what a component function returns/,
        ),
        expect.stringMatching(
          /^small\.components\.kafka: \{.* is not a component; list what a component function returns/,
        ),
        'small.components[5]: a function is not a component; call it: argoCd()',
      ],
    ],
    [
      changed('nodes', 'ada', { ...base, components: [], secrets: {} }),
      ['small.nodes: found "ada"; expected a list'],
    ],
    [
      changed('nodes.2', null),
      ['small.nodes[2]: found null; expected an object with name, address and role'],
    ],
    [
      changed('nodes.2.labels', { constructor: 7 }),
      ['small.nodes.cyd.labels.constructor: found 7; expected a string'],
    ],
    [changed('hosts', db), [expect.stringMatching(/^small\.hosts: found \{.*; expected a list$/)]],
    [
      changed('hosts.0', null),
      ['small.hosts[0]: found null; expected an object with name, description and interfaces'],
    ],
    [
      changed('networks', null),
      ['small.networks: found null; expected an object with nodes, pods and services'],
    ],
    [
      changed('dhcp.0.network', 'constructor'),
      ['small.dhcp[0].network: no network is named "constructor"; use one of nodes, pods, services'],
    ],
    [changed('dhcp', {}), ['small.dhcp: found {}; expected a list']],
    [changed('secrets', []), ['small.secrets: found a list; expected an object']],
    [changed('secrets', null), ['small.secrets: found null; expected an object']],
    [
      changed('distribution', 'v1.33.5+k3s1'),
      [
        'small.distribution: found "v1.33.5+k3s1"; expected a distribution, such as kubernetes({ version: \'v1.34.1\' })',
      ],
    ],
    [changed('api.port', Number.NaN), ['small.api.port: found NaN; expected a number']],
  ])('%#', (input, expected) => {
    expect(messagesOf(input)).toEqual(expected);
  });

  test.each([
    'git',
    'distribution',
    'api',
    'networks',
    'nodes',
    'hosts',
    'dhcp',
    'secrets',
    'components',
    'proxmox',
    'administrators',
    'delivery',
    'destination',
  ])('whatever is written for %s', (key) => {
    for (const value of [
      null,
      undefined,
      0,
      '',
      true,
      [],
      {},
      [null],
      { a: null },
      () => 1,
      Symbol('x'),
      10n,
    ])
      for (const cluster of [base, ciliumBase]) {
        const { problems } = defineCluster(changed(key, value, cluster));
        for (const problem of problems)
          expect(problemText(problem)).toMatch(/^small\.[^:]+: [^\n]+; [^\n]+$/);
      }
  });
});

test('a host that is called without what it needs fails only when the cluster is read', () => {
  const nothing = untyped(host)({ name: 'db', programs: null });
  expect(messagesOf(changed('hosts', [nothing]))).toEqual([
    'small.hosts.db.description: is missing; write a string',
    'small.hosts.db.interfaces: is missing; write a list',
    'small.hosts.db.programs: found null; expected a list',
  ]);
});

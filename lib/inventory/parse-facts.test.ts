import fc from 'fast-check';
import { factsFrom, flannelFacts } from '../testing/facts';
import { valueAndMessages } from '../testing/outcome';
import { placeholder } from '../values';
import { addressHolders } from './check-addresses';
import { serviceName } from './endpoint';
import { type FactsInput, networkOf, serversOf } from './facts';
import { host } from './host';
import { parseFacts } from './parse-facts';
import { postgresql, postgresqlOn } from '../machines';

const messagesOf = (input: unknown) =>
  valueAndMessages((at, report) => parseFacts(input, at, report)).messages;

test('the labels of a node include those that k3s sets and those in the cluster file', () => {
  const { nodes } = factsFrom(flannelFacts);
  expect(nodes.map(({ labels }) => labels)).toEqual([
    {
      'kubernetes.io/hostname': 'ada',
      'kubernetes.io/os': 'linux',
      'node-role.kubernetes.io/control-plane': 'true',
    },
    { 'kubernetes.io/hostname': 'bob', 'kubernetes.io/os': 'linux', 'storage-type': 'nvme' },
    { 'kubernetes.io/hostname': 'cyd', 'kubernetes.io/os': 'linux' },
  ]);
});

test('a sealed secret has the configured path, or one derived from its name', () => {
  const { secrets } = factsFrom({
    ...flannelFacts,
    secrets: {
      'kafka-connect/postgresql': { from: 'sealed' },
      'shop/login': { from: 'sealed', file: 'secrets/shared/login.yaml' },
      'shop/token': { from: 'manual' },
    },
  });
  expect(secrets).toEqual({
    'kafka-connect/postgresql': { from: 'sealed', file: 'secrets/small/kafka-connect-postgresql.yaml' },
    'shop/login': { from: 'sealed', file: 'secrets/shared/login.yaml' },
    'shop/token': { from: 'manual' },
  });
});

test('the API and the name server have the first and the tenth address of the service network', () => {
  const { apiService, dnsService } = factsFrom(flannelFacts);
  expect([apiService, dnsService]).toEqual(['10.43.0.1', '10.43.0.10']);
  const networks = { ...flannelFacts.networks, services: { cidr: '172.30.16.0/20' } };
  expect(factsFrom({ ...flannelFacts, networks }).dnsService).toBe('172.30.16.10');
});

test.each([
  ['ada', '192.0.2.11'],
  ['192.0.2.11', '192.0.2.11'],
])('the API may be at %s', (name, address) => {
  expect(factsFrom({ ...flannelFacts, api: { host: name } }).api).toEqual({ address, port: 6443 });
});

test('a missing value gets its default', () => {
  const { delivery, projects, destination, dhcp, secrets } = factsFrom(flannelFacts);
  expect({ delivery, projects, destination, dhcp, secrets }).toEqual({
    delivery: 'waves',
    projects: 'each',
    destination: 'https://kubernetes.default.svc',
    dhcp: [],
    secrets: {},
  });
});

test('a host may be the gateway of a network in which it has an interface', () => {
  const gateway = {
    name: 'gate',
    description: 'gateway',
    interfaces: [{ name: 'br0', network: 'nodes', address: '192.0.2.1' }],
  };
  expect(messagesOf({ ...flannelFacts, hosts: [gateway] })).toEqual([]);
  const stranger = { ...gateway, interfaces: [{ name: 'br0', address: '192.0.2.1' }] };
  expect(messagesOf({ ...flannelFacts, hosts: [stranger] })).toEqual([
    'here.networks.nodes.gateway: "192.0.2.1" is already the address of host gate (br0); give the gateway of network nodes an address of its own',
  ]);
});

test('a host reached through a router has no network, and its address is not checked against one', () => {
  const dns = {
    name: 'dns',
    description: 'name server',
    interfaces: [{ name: 'eth0', address: '198.51.100.9' }],
  };
  expect(messagesOf({ ...flannelFacts, hosts: [dns] })).toEqual([]);
});

test('both addresses of a network of two may be taken', () => {
  const networks = { ...flannelFacts.networks, link: { cidr: '198.51.100.0/31', gateway: '198.51.100.1' } };
  const far = {
    name: 'far',
    description: 'at the other end',
    interfaces: [{ name: 'eth0', network: 'link', address: '198.51.100.0' }],
  };
  expect(messagesOf({ ...flannelFacts, networks, hosts: [far] })).toEqual([]);
});

test('inconsistencies between facts are reported only if all facts match their schema', () => {
  const nodes = ['ada', 'bob'].map((name) => ({ name, address: 'x', mac: 'y', role: 'server' }));
  expect(messagesOf({ ...flannelFacts, nodes }).filter((message) => message.includes('as well'))).toEqual([]);
  expect(messagesOf({ ...flannelFacts, nodes })).toHaveLength(4);
});

test('all schema problems are reported at once', () => {
  const broken = {
    ...flannelFacts,
    api: { host: 'ada', port: 'x' },
    git: { url: 7, revision: 'main' },
    name: null,
  };
  expect(messagesOf(broken)).toEqual([
    'here.name: found null; expected a string',
    'here.git.url: found 7; expected a string',
    'here.api.port: found "x"; expected a number',
  ]);
});

test('address holders are all nodes, hosts and gateways', () => {
  expect(addressHolders(factsFrom(flannelFacts), 'small').map(({ who, at }) => `${who} ${at}`)).toEqual([
    'node ada small.nodes.ada.address',
    'node bob small.nodes.bob.address',
    'node cyd small.nodes.cyd.address',
    'host db (eth0) small.hosts.db.interfaces.eth0.address',
    'the gateway of network nodes small.networks.nodes.gateway',
  ]);
});

test('nodes with distinct addresses are accepted, and a duplicate address is reported once', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 2, max: 19 }), { minLength: 1, maxLength: 12 }),
      fc.nat(11),
      (numbers, which) => {
        const nodes = numbers.map((number, index) => ({
          name: `node-${index}`,
          address: `192.0.2.${number}`,
          role: index === 0 ? 'server' : 'agent',
        }));
        const input = { ...flannelFacts, api: { host: 'node-0' }, nodes };
        expect(messagesOf(input)).toEqual([]);
        const twin = { name: 'twin', address: nodes[which % nodes.length]?.address, role: 'agent' };
        expect(messagesOf({ ...input, nodes: [...nodes, twin] })).toEqual([
          `here.nodes.twin.address: "${twin.address ?? ''}" is already the address of node node-${which % nodes.length}; give node twin an address of its own`,
        ]);
      },
    ),
  );
});

test('a service network of sixteen addresses is just large enough', () => {
  const withServices = (cidr: string): FactsInput => ({
    ...flannelFacts,
    networks: { ...flannelFacts.networks, services: { cidr } },
  });
  expect(messagesOf(withServices('10.43.0.0/28'))).toEqual([]);
  expect(messagesOf(withServices('10.43.0.0/29'))).toEqual([
    `here.networks.services.cidr: "10.43.0.0/29" has no tenth address, which k3s uses for the cluster's name server; did you mean 10.43.0.0/16?`,
  ]);
});

test.each([
  'https://git.example.com/x.git',
  'ssh://git@git.example.com/x.git',
  'git@git.example.com:home/x.git',
])('the repository may be at %s', (url) => {
  expect(messagesOf({ ...flannelFacts, git: { url, revision: 'main' } })).toEqual([]);
});

test('servers are the nodes that run the API, and a network is found by its own name only', () => {
  const facts = factsFrom(flannelFacts);
  expect(serversOf(facts).map(({ name }) => name)).toEqual(['ada']);
  expect(networkOf('pods', facts)?.cidr).toBe('10.42.0.0/16');
  expect(networkOf('constructor', facts)).toBeUndefined();
});

describe('an endpoint of a host', () => {
  const written = { name: 'db', description: 'PostgreSQL', interfaces: [] };
  const use = { database: 'shop', user: 'shop' };

  test.each([
    ['the default port', {}, 5432],
    ['the port that is written', { programs: [postgresql({ port: 5433, databases: [] })] }, 5433],
    [
      'the example of a placeholder',
      { programs: [postgresql({ port: placeholder(5434, 'port'), databases: [] })] },
      5434,
    ],
    [
      'the example of a placeholder for all programs',
      { programs: placeholder([postgresql({ port: 5435, databases: [] })], 'programs') },
      5435,
    ],
  ])('is at %s', (_, programs, port) => {
    expect(postgresqlOn(host({ ...written, ...programs }), use)).toEqual({
      protocol: 'postgresql',
      transport: 'tcp',
      port,
      owner: { kind: 'host', host: 'db', program: 'postgresql' },
      ...use,
    });
  });
});

test('brokers are reached by the DNS name of their Service', () => {
  const owner = {
    kind: 'component',
    component: 'kafka',
    namespace: 'data',
    service: 'messages',
    workload: 'broker',
    targetPort: 9092,
  } as const;
  expect(serviceName(owner)).toBe('messages.data.svc');
});

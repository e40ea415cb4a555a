import { metallb } from '../components';
import { host as declareHost, type NodeInput } from '../inventory';
import { k3s } from '../machines';

import { planned } from '../testing/clusters';
import { placeholder, problemText } from '../values';
import { checkClusters } from './check-clusters';
import type { ClusterInput } from './cluster';
import { base, flannelK3s, nixosBase, vm } from './fixtures/base';

const messages = (...inputs: readonly ClusterInput[]) =>
  checkClusters(inputs.map((input) => planned(input))).map(problemText);

const eve = { name: 'eve', address: '192.0.2.14', role: 'server' } as const;

/** A cluster of one node, with networks like those of the base. */
const far = {
  ...base,
  name: 'far',
  api: { host: 'eve' },
  nodes: [eve],
  hosts: [],
  dhcp: [],
  secrets: {},
  components: [],
} satisfies ClusterInput;

const node = (over: Partial<NodeInput>) => ({ ...far, nodes: [{ ...eve, ...over }] });

test('clusters may share a network, those of pods and services, and a host', () => {
  expect(messages(base, { ...far, hosts: base.hosts })).toEqual([]);
});

test('a node belongs to one cluster', () => {
  expect(messages(base, node({ address: '192.0.2.11', mac: '00:00:5E:00:53:12' }))).toEqual([
    'far.nodes.eve.address: "192.0.2.11" is already that of node ada of cluster small; give node eve its own, or take it out of one of the clusters',
    'far.nodes.eve.mac: "00:00:5E:00:53:12" is already that of node bob of cluster small; give node eve its own, or take it out of one of the clusters',
  ]);
});

test('a VM of one Proxmox node belongs to one cluster', () => {
  const withVm = (onProxmox: Parameters<typeof vm>[2] = {}) => ({
    ...node({ mac: '00:00:5E:00:53:14', ...vm(111, {}, onProxmox) }),
    administrators: nixosBase.administrators,
    hosts: nixosBase.hosts.slice(1),
  });
  expect(messages(nixosBase, withVm())).toEqual([
    'far.nodes.eve.machine.id: VM 111 is already that of node ada of cluster small; give node eve its own, or take it out of one of the clusters',
  ]);
  expect(messages(nixosBase, withVm({ node: 'pve2' }))).toEqual([]);
});

test('addresses are handed out by one cluster, and not where another has nodes', () => {
  const pools = [{ name: 'lan', network: 'nodes', range: '192.0.2.10-192.0.2.11' }];
  const served = {
    ...far,
    distribution: k3s({ ...flannelK3s, disable: ['servicelb'] }),
    dhcp: [{ network: 'nodes', range: '192.0.2.199-192.0.2.210', nameServers: [] }],
    components: [metallb({ pools })],
  } satisfies ClusterInput;
  expect(messages(base, served)).toEqual([
    'far.dhcp[0].range: 192.0.2.199-192.0.2.210 overlaps 192.0.2.100-192.0.2.199, which cluster small hands out; end one before the other begins, or write a site in each cluster where the two never meet',
    'far.components.metallb.pools.lan.range: 192.0.2.10-192.0.2.11 contains 192.0.2.11, the address of node ada of cluster small; end the range before it, begin after it, change the address of node ada, or write a site in each cluster where the two never meet',
  ]);
});

test('clusters of different sites share nothing, whatever their addresses are', () => {
  const twin = { ...node({ address: '192.0.2.11' }), dhcp: base.dhcp };
  expect(messages(base, twin)).not.toEqual([]);
  expect(messages({ ...base, site: 'home' }, { ...twin, site: 'office' })).toEqual([]);
  expect(messages({ ...base, site: 'home' }, twin)).toEqual([]);
  expect(messages({ ...base, site: 'home' }, { ...twin, site: 'home' })).toEqual(messages(base, twin));
});

test('nodes whose networks overlap have names of their own', () => {
  const named = { ...node({ name: 'ada' }), api: { host: 'ada' } };
  expect(messages(base, named)).toEqual([
    'far.nodes.ada.name: the name "ada" is already that of node ada of cluster small; give node ada its own, or take it out of one of the clusters',
  ]);
  const nodes = { cidr: '198.51.100.0/24' } as const;
  const away = { ...named, nodes: [{ ...eve, name: 'ada', address: '198.51.100.14' }] };
  expect(messages(base, { ...away, networks: { ...far.networks, nodes } })).toEqual([]);
});

test('a pool stays off the hosts and gateways of other clusters, and off what a router hands out there', () => {
  const host = {
    name: 'gate',
    description: 'gateway',
    interfaces: [{ name: 'eth0', network: 'uplink', address: '203.0.113.99' }],
  } as const;
  const uplink = { cidr: '203.0.113.0/24', gateway: '203.0.113.1', leases: ['203.0.113.120-203.0.113.200'] };
  const near = {
    ...base,
    networks: { ...base.networks, uplink },
    hosts: [...base.hosts, declareHost(host)],
  } satisfies ClusterInput;
  const served = (range: string) =>
    ({
      ...far,
      distribution: k3s({ ...flannelK3s, disable: ['servicelb'] }),
      networks: { ...far.networks, balanced: { cidr: '203.0.113.0/24', wire: 'nodes' } },
      components: [metallb({ pools: [{ name: 'lan', network: 'balanced', range }] })],
    }) satisfies ClusterInput;
  expect(messages(near, served('203.0.113.100-203.0.113.110'))).toEqual([]);
  expect(messages(near, served('203.0.113.90-203.0.113.130'))).toEqual([
    expect.stringMatching(
      /^far\.components.*overlaps 203\.0\.113\.120-203\.0\.113\.200, which somebody else assigns by DHCP in a network of cluster small/,
    ),
    expect.stringMatching(/contains 203\.0\.113\.99, the address of host gate \(eth0\) of cluster small/),
  ]);
  expect(messages(near, served('203.0.113.1-203.0.113.9'))).toEqual([
    expect.stringMatching(
      /contains 203\.0\.113\.1, the address of the gateway of network uplink of cluster small/,
    ),
  ]);
});

test('machines on one wire have one prefix length', () => {
  const nodes = { cidr: '192.0.2.0/25' } as const;
  expect(messages(base, { ...far, networks: { ...far.networks, nodes } })).toEqual([
    'far.networks.nodes.cidr: 192.0.2.0/25 overlaps 192.0.2.0/24, network nodes of cluster small, and machines on one wire need the same prefix length; write 192.0.2.0/24 in network nodes too, or a site in each cluster where the two never meet',
  ]);
});

test('what is still a placeholder is held against nothing', () => {
  expect(messages(base, node({ address: placeholder('192.0.2.11', 'its address') }))).toEqual([]);
});

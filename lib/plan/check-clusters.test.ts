import { metallb } from '../components';
import type { NodeInput } from '../inventory';
import { k3s } from '../machines';
import { planned } from '../testing/clusters';
import { placeholder, problemText } from '../values';
import { checkClusters } from './check-clusters';
import type { ClusterInput } from './cluster';
import { base, flannelK3s, nixosBase } from './fixtures/base';

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
  const machine = {
    kind: 'vm' as const,
    id: 111,
    cores: 1,
    memory: 1024,
    disk: 8,
    description: 'k3s',
    rootUuid: '00000000-0000-0000-0000-000000000000',
  };
  const { proxmox, nixos, administrators } = nixosBase;
  const vm = {
    ...node({ mac: '00:00:5E:00:53:14', machine }),
    proxmox,
    nixos,
    administrators,
    hosts: nixosBase.hosts.slice(1),
  };
  expect(messages(nixosBase, vm)).toEqual([
    'far.nodes.eve.machine.id: VM 111 is already that of node ada of cluster small; give node eve its own, or take it out of one of the clusters',
  ]);
  expect(messages(nixosBase, { ...vm, proxmox: { ...proxmox, node: 'pve2' } })).toEqual([]);
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
    'far.dhcp[0].range: 192.0.2.199-192.0.2.210 overlaps 192.0.2.100-192.0.2.199, which cluster small hands out; end one before the other begins',
    'far.components.metallb.pools.lan.range: 192.0.2.10-192.0.2.11 contains 192.0.2.11, the address of node ada of cluster small; end the range before it, begin after it, or change the address of node ada',
  ]);
});

test('what is still a placeholder is held against nothing', () => {
  expect(messages(base, node({ address: placeholder('192.0.2.11', 'its address') }))).toEqual([]);
});

import { kafka, kafkaConnect } from '../components';
import { dns, filesOfMachines, machineModel, nixos, postgresql, postgresqlOn, proxmox } from '../machines';
import { host, type NodeInput } from '../inventory';
import type { ClusterInput } from '../plan';
import { planned } from './clusters';
import { flannelFacts } from './facts';
import { noProblem } from './policy-ends';

const pve = proxmox({
  node: 'pve',
  template: 9000,
  bridge: 'vmbr0',
  network: 'lan',
  datastore: 'local',
  cpuUnits: 1024,
  rootType: 'ext4',
});

const system = nixos({ release: '25.11' });

const vm = {
  cores: 4,
  memory: 4096,
  disk: 32,
  rootUuid: '00000000-0000-0000-0000-00000000000a',
} as const;

/** A database in a container that runs NixOS. */
const db = host({
  name: 'db',
  description: 'PostgreSQL',
  system,
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'shop', owner: 'seller' }] })],
});

const names = host({
  name: 'names',
  description: 'name server',
  interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
  programs: [dns()],
});

const messages = kafka({ topics: [{ name: 'orders' }, { name: 'orders-dead-letters' }] });

const sink = kafkaConnect({
  brokers: messages.bootstrap,
  database: postgresqlOn(db, { database: 'shop', user: 'seller' }),
  sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
});

/** A server and an agent, both VMs. */
const nodes: readonly NodeInput[] = [
  {
    name: 'ada',
    address: '192.0.2.11',
    role: 'server',
    mac: '00:00:5E:00:53:11',
    machine: pve.vm({ ...vm, id: 111, description: 'server' }),
    system,
  },
  {
    name: 'bob',
    address: '192.0.2.12',
    role: 'agent',
    mac: '00:00:5E:00:53:12',
    labels: { 'storage-type': 'nvme' },
    machine: pve.vm({ ...vm, id: 112, description: 'agent', resource: 'agent_1' }),
    system,
  },
];

/** A cluster of VMs that run NixOS, with its database beside it. */
export const vmCluster: ClusterInput = {
  ...flannelFacts,
  name: 'small',
  administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
  nodes,
  hosts: [db, names],
  secrets: { 'kafka-connect/postgresql': { from: 'manual' } },
  components: [messages, sink],
};

/** The host files of a cluster that must be right, by their path. */
export function hostTexts(input: ClusterInput): Readonly<Record<string, string>> {
  const files = filesOfMachines(machineModel(planned(input), []), noProblem);
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

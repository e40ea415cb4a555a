import {
  argoCd,
  cilium,
  ciliumPolicies,
  coredns,
  demoProducer,
  gatewayApi,
  kafka,
  kafkaConnect,
  metallb,
} from '../components';
import { host } from '../inventory';
import {
  dns,
  enterpriseLinux,
  gateway,
  haproxy,
  k3s,
  kea,
  nixos,
  postgresql,
  postgresqlOn,
  proxmox,
  raspberryPi,
} from '../machines';
import type { ClusterInput } from '../plan';

/**
 * Three clusters as people have them, with every fact fixed, for tests of the whole way from facts to files. No name and no address
 * is in two of them, so that a question tells which one it is about.
 */

const git = { url: 'https://git.example.com/home/clusters.git', revision: 'main' };

const versions = { k3s: 'v1.33.5+k3s1', cilium: '1.17.18', gatewayApi: 'v1.2.1' } as const;

/** Networks that no machine is in. */
const within = { pods: { cidr: '10.42.0.0/16' }, services: { cidr: '10.43.0.0/16' } };

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

/** The database beside the VMs. */
export const db = host({
  name: 'db',
  description: 'PostgreSQL in a container',
  system,
  interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
  programs: [postgresql({ databases: [{ name: 'shop', owner: 'shop' }] })],
});

const names = host({
  name: 'names',
  description: 'name server of the site, reached through the router',
  interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
  programs: [dns()],
});

const messages = kafka({ topics: [{ name: 'orders' }, { name: 'orders-dead-letters' }] });

const sink = kafkaConnect({
  brokers: messages.bootstrap,
  database: postgresqlOn(db, { database: 'shop', user: 'shop' }),
  sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
});

/** A VM of `vms`; its resource keeps its name when the VM gets another one, so that OpenTofu does not make it again. */
export const vmNode = (name: string, last: number, role: 'server' | 'agent') =>
  ({
    name,
    role,
    address: `192.0.2.${last}`,
    mac: `00:00:5E:00:53:${last}`,
    machine: pve.vm({
      id: 100 + last,
      cores: 4,
      memory: 4096,
      disk: 32,
      description: 'a node of k3s',
      resource: `node_${last}`,
      rootUuid: '00000000-0000-0000-0000-000000000000',
    }),
    system,
  }) as const;

/** k3s with flannel on NixOS VMs, every machine with a packet filter; rows flow from Kafka into PostgreSQL beside the cluster. */
export const vms = {
  name: 'vms',
  git,
  distribution: k3s({ version: versions.k3s, networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: { nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' }, ...within },
  administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAAexample admin@example.com'] },
  nodes: [vmNode('ada', 11, 'server'), vmNode('bob', 12, 'agent'), vmNode('cyd', 13, 'agent')],
  hosts: [db, names],
  secrets: { 'kafka-connect/postgresql': { from: 'manual' } },
  components: [
    argoCd(),
    coredns({ mode: 'k3s' }),
    messages,
    sink,
    demoProducer({ brokers: messages.bootstrap, topic: sink.topic }),
  ],
} satisfies ClusterInput;

const gate = host({
  name: 'gate',
  description: 'gateway: DHCP, NAT, HAProxy',
  system: enterpriseLinux(),
  interfaces: [
    { name: 'eth0', network: 'uplink', address: '172.16.1.99' },
    { name: 'br0', network: 'nodes', address: '172.16.4.1', joins: ['eth1'] },
  ],
  programs: [
    kea(),
    gateway({
      outside: 'uplink',
      inside: 'nodes',
      forwards: [
        { port: 80, to: '172.16.4.20' },
        { port: 443, to: '172.16.4.20' },
      ],
    }),
    haproxy(),
  ],
});

/** A Raspberry Pi of `pis`. */
export const piNode = (name: string, last: number, role: 'server' | 'agent') =>
  ({
    name,
    role,
    address: `172.16.4.${last}`,
    mac: `00:00:5E:00:54:${last}`,
    machine: raspberryPi({ model: 5, disk: role === 'server' ? 'nvme' : 'sd' }),
  }) as const;

const gateways = gatewayApi({ version: versions.gatewayApi });

/** Raspberry Pis with three servers and Cilium behind a gateway, whose HAProxy serves the API on both of its addresses. */
export const pis = {
  name: 'pis',
  git,
  distribution: k3s({
    version: versions.k3s,
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik'],
  }),
  api: { host: 'gate' },
  networks: {
    nodes: { cidr: '172.16.4.0/24', gateway: '172.16.4.1' },
    uplink: { cidr: '172.16.0.0/22', gateway: '172.16.1.1' },
    ...within,
  },
  administrators: { networks: ['172.16.0.0/22'], sshKeys: [] },
  dhcp: [{ network: 'nodes', range: '172.16.4.100-172.16.4.199', nameServers: ['1.1.1.1'] }],
  nodes: [
    piNode('eve', 11, 'server'),
    piNode('fay', 12, 'server'),
    piNode('gil', 13, 'server'),
    piNode('hal', 14, 'agent'),
    piNode('ivy', 15, 'agent'),
  ],
  hosts: [gate],
  components: [
    argoCd({ endpoints: true }),
    coredns({ mode: 'k3s' }),
    gateways,
    cilium({
      version: versions.cilium,
      apiServer: { host: '127.0.0.1', port: 6444 },
      hubble: { relay: true, ui: true },
      gatewayApi: gateways.version,
      ingress: { mode: 'shared', address: '172.16.4.20' },
      loadBalancer: { pools: [{ name: 'pool', network: 'nodes', range: '172.16.4.20-172.16.4.29' }] },
    }),
  ],
} satisfies ClusterInput;

/** Cilium for the network and its policies, MetalLB for load balancers, CoreDNS of its own; no packet filter is ours. */
export const lan = {
  name: 'lan',
  git,
  distribution: k3s({
    version: versions.k3s,
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik', 'coredns'],
  }),
  api: { host: 'joe' },
  networks: {
    nodes: { cidr: '172.17.0.0/24' },
    // MetalLB answers for its addresses on the wire of the nodes.
    balanced: { cidr: '172.17.1.0/24', wire: 'nodes' },
    ...within,
  },
  nodes: [
    { name: 'joe', address: '172.17.0.11', role: 'server' },
    { name: 'kim', address: '172.17.0.12', role: 'agent' },
  ],
  components: [
    argoCd(),
    cilium({ version: versions.cilium, apiServer: { host: '127.0.0.1', port: 6444 } }),
    metallb({ pools: [{ name: 'pool', network: 'balanced', range: '172.17.1.240-172.17.1.250' }] }),
    coredns({ mode: 'replace' }),
    ciliumPolicies({
      name: 'guard',
      namespace: 'guarded',
      policies: [
        { name: 'guard', pods: { app: 'guarded' }, from: [{ pods: { app: 'client' } }], egress: 'closed' },
      ],
    }),
  ],
} satisfies ClusterInput;

/** All of them. */
export const typicalClusters: readonly ClusterInput[] = [vms, pis, lan];

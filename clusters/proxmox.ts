import {
  argoCd,
  coredns,
  defineCluster,
  demoProducer,
  dns,
  host,
  k3s,
  kafka,
  kafkaConnect,
  nixos,
  placeholder,
  postgresql,
  postgresqlOn,
  proxmox as proxmoxNode,
} from 'asterism';

/** k3s on NixOS VMs: messages flow from Kafka through Connect into PostgreSQL, which runs beside the cluster. */

const pve = proxmoxNode({
  node: placeholder('pve.example.com', 'name of the Proxmox node, `var.proxmox_node`'),
  template: 9903,
  bridge: 'vmbr0',
  network: 'LAN_Server',
  datastore: 'Cesspool-VM',
  cpuUnits: 1024,
  rootType: placeholder('ext4', 'file system of / in the template'),
});

const system = nixos({ release: '25.11' });

const alkaid = host({
  name: 'alkaid',
  description: 'PostgreSQL in an LXC container',
  system,
  interfaces: [{ name: 'eth0', network: 'nodes', address: '172.22.0.133' }],
  programs: [
    postgresql({
      major: placeholder(17, 'major version of PostgreSQL on alkaid; `postgres --version` there'),
      databases: [{ name: 'kafka', owner: 'kafka' }],
    }),
  ],
});

const nameServer = host({
  name: 'dns',
  description: 'name server of the site, reached through the router',
  interfaces: [{ name: 'eth0', address: '172.22.100.104' }],
  programs: [dns()],
});

const messages = kafka({ topics: [{ name: 'demo-messages' }, { name: 'demo-messages-dead-letters' }] });

const sink = kafkaConnect({
  brokers: messages.bootstrap,
  database: postgresqlOn(alkaid, { database: 'kafka', user: 'kafka' }),
  sinks: [
    {
      name: 'demo-messages',
      topics: ['demo-messages'],
      tables: { 'demo-messages': 'kafka_messages' },
    },
  ],
});

const producer = demoProducer({ brokers: messages.bootstrap, topic: sink.topic });

/** What the VMs have in common; the rest differs. */
const vm = { cores: 4, memory: 16384, disk: 32 };

const uuidHint = 'UUID of / from `nixos-generate-config --show-hardware-config` on the host';
const unknownUuid = '00000000-0000-0000-0000-000000000000';

export const proxmox = defineCluster({
  name: 'proxmox',
  git: {
    url: placeholder('https://git.example.com/home/clusters.git', 'clone address of this repository'),
    revision: 'main',
  },
  distribution: k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'flannel',
    // Nothing here is reached by HTTP from outside, and the packet filters drop ports 80 and 443.
    disable: ['servicelb', 'traefik'],
  }),
  api: { host: 'alphard' },
  networks: {
    nodes: {
      cidr: '172.22.0.0/24',
      gateway: placeholder('172.22.0.1', "the router's address in LAN_Server"),
    },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  administrators: {
    networks: [placeholder('192.0.2.0/24', 'networks from which SSH is allowed')],
    sshKeys: [
      placeholder('ssh-ed25519 AAAAexample admin@example.com', 'public SSH keys of the administrators'),
    ],
  },
  nodes: [
    {
      name: 'alphard',
      address: '172.22.0.134',
      role: 'server',
      mac: placeholder('00:00:5E:00:53:86', "MAC address of alphard's VM"),
      machine: pve.vm({
        ...vm,
        id: placeholder(134, 'Proxmox VM id of alphard'),
        description: 'K3s Server',
        resource: 'k3s_server',
        rootUuid: placeholder(unknownUuid, uuidHint),
      }),
      system,
    },
    {
      name: 'hamal',
      address: '172.22.0.135',
      role: 'agent',
      mac: placeholder('00:00:5E:00:53:87', "MAC address of hamal's VM"),
      machine: pve.vm({
        ...vm,
        id: placeholder(135, 'Proxmox VM id of hamal'),
        description: 'K3s Agent',
        resource: placeholder('k3s_agent', "name of hamal's resource; `tofu state list`"),
        rootUuid: placeholder(unknownUuid, uuidHint),
      }),
      system,
    },
    {
      name: 'mizar',
      address: '172.22.0.136',
      role: 'agent',
      mac: 'BC:24:11:B3:ED:03',
      machine: pve.vm({
        ...vm,
        id: 136,
        description: 'K3s Agent 1',
        resource: 'k3s_agent_1',
        // That of the template: every clone has it until its disk is formatted, so check it on each host.
        rootUuid: 'dd933e34-9e75-4a1c-8597-61e6d3b7af63',
      }),
      system,
    },
  ],
  hosts: [alkaid, nameServer],
  secrets: { 'kafka-connect/postgresql': { from: 'manual' } },
  components: [argoCd(), coredns({ mode: 'k3s' }), messages, sink, producer],
});

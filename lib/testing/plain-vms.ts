import type { PlainCluster } from './every-leaf';

/** The repository of all plain clusters. */
export const plainGit = { url: 'https://git.example.com/home/clusters.git', revision: 'release' };

/** VMs with k3s and NixOS, and what runs on them, with every leaf written; a text in several places is one name. */
export const plainVms: PlainCluster = {
  distribution: {
    kind: 'k3s',
    settings: { version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['servicelb', 'coredns'] },
  },
  facts: {
    name: 'vms',
    git: plainGit,
    destination: 'https://203.0.113.7:6443',
    api: { host: 'ada', port: 6443 },
    networks: {
      nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
      frontlan: { cidr: '203.0.113.0/24', wire: 'nodes', leases: ['203.0.113.200-203.0.113.209'] },
    },
    administrators: {
      networks: ['198.51.100.0/24'],
      sshKeys: ['ssh-ed25519 AAAAexample ada@example.com'],
    },
    secrets: {
      'pipes/logindata': { from: 'external', store: 'vaults', entry: 'home/logins' },
    },
    nodes: [
      {
        name: 'ada',
        address: '192.0.2.11',
        role: 'server',
        mac: '00:00:5E:00:53:0A',
        labels: { 'disk-type': 'nvme-fast' },
      },
    ],
    hosts: [
      {
        name: 'dbhost',
        description: 'a PostgreSQL server',
        interfaces: [{ name: 'eth7', network: 'nodes', address: '192.0.2.20', mac: '00:00:5E:00:53:0B' }],
      },
      {
        name: 'nameserver',
        description: 'the name server of the site',
        interfaces: [{ name: 'eth8', address: '203.0.113.53' }],
      },
    ],
  },
  proxmox: {
    node: 'pve',
    template: 9001,
    bridge: 'vmbr7',
    network: 'LAN_Server',
    datastore: 'local-lvm',
    cpuUnits: 1025,
    rootType: 'ext4',
  },
  machines: [
    {
      node: 0,
      kind: 'vm',
      props: {
        cores: 3,
        memory: 4099,
        disk: 33,
        description: 'a node of k3s',
        id: 1101,
        resource: 'first_vm',
        rootUuid: 'dd933e34-9e75-4a1c-8597-61e6d3b7af63',
      },
    },
  ],
  systems: [
    { on: 'nodes', places: [0], kind: 'nixos', props: { release: '25.11' } },
    { on: 'hosts', places: [0], kind: 'nixos', props: { release: '26.05' } },
  ],
  programs: [
    {
      host: 0,
      kind: 'postgresql',
      props: { port: 5433, databases: [{ name: 'shopdb', owner: 'seller' }] },
    },
    { host: 1, kind: 'dns', props: { port: 5353 } },
  ],
  database: { host: 0, database: 'shopdb', user: 'seller' },
  components: [
    {
      kind: 'kafka',
      props: {
        name: 'messages',
        namespace: 'brokerspace',
        storage: '9Gi',
        memory: '3Gi',
        cpu: '501m',
        nodeSelector: { 'disk-type': 'nvme-fast' },
        topics: [
          { name: 'orders', partitions: 3, retention: '8d' },
          { name: 'dead-orders', partitions: 2 },
        ],
        brokers: 1,
        clusterId: '4L6g3nShT-eMCtK--X86sw',
        image: 'docker.io/apache/kafka:4.1.0',
      },
    },
    {
      kind: 'kafka',
      props: {
        mode: 'zookeeper',
        name: 'old-messages',
        namespace: 'oldspace',
        brokers: 2,
        zookeepers: 3,
        zookeeperStorage: '5Gi',
        zookeeperMemory: '640Mi',
        image: 'docker.io/apache/kafka:3.9.1',
      },
    },
    {
      kind: 'kafkaConnect',
      props: {
        name: 'pipe-workers',
        namespace: 'pipes',
        sinks: [
          {
            name: 'orders-sink',
            topics: ['orders'],
            tables: { orders: 'sales.order_rows' },
            key: { from: 'value', fields: ['order_id'] },
            deadLetters: 'dead-orders',
            tasks: 2,
          },
        ],
        passwordSecret: 'logindata',
        replicas: 2,
        memory: '1Gi',
        cpu: '251m',
        image: 'quay.io/debezium/connect:3.4.0.Final',
      },
    },
    {
      kind: 'demoProducer',
      props: {
        name: 'demo-writer',
        namespace: 'demospace',
        topic: 'orders',
        messages: 11,
        image: 'docker.io/apache/kafka:4.1.0',
      },
    },
    {
      kind: 'coredns',
      props: {
        mode: 'replace',
        name: 'names',
        zone: 'home.internal',
        zones: [{ zone: 'corp.example.com', forward: ['203.0.113.9'] }],
        upstream: ['203.0.113.53'],
        replicas: 2,
        cpu: '101m',
        memory: '171Mi',
      },
    },
    {
      kind: 'metallb',
      props: {
        name: 'balancers',
        namespace: 'balancerspace',
        pools: [{ name: 'first-pool', network: 'frontlan', range: '203.0.113.240-203.0.113.250' }],
        announce: { interfaces: ['eth0'], nodeSelector: { 'disk-type': 'nvme-fast' } },
      },
    },
  ],
};

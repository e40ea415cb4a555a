import type { PlainCluster } from './every-leaf';
import { plainGit } from './plain-vms';

/** Raspberry Pis behind a gateway, and what runs on them, with every leaf written; a text in several places is one name. */
export const plainPis: PlainCluster = {
  distribution: {
    kind: 'k3s',
    settings: {
      version: 'v1.34.0+k3s2',
      networkPlugin: 'none',
      kubeProxy: false,
      disable: ['servicelb', 'traefik'],
    },
  },
  facts: {
    name: 'pis',
    git: { ...plainGit, url: 'ssh://git@git.example.com:2222/home/clusters.git' },
    api: { host: 'gate' },
    networks: {
      nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
      uplinks: { cidr: '198.51.100.0/24', gateway: '198.51.100.1' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    administrators: { networks: ['198.51.100.0/24'], sshKeys: [] },
    dhcp: [{ network: 'nodes', range: '192.0.2.100-192.0.2.199', nameServers: ['203.0.113.53'] }],
    nodes: [
      {
        name: 'bob',
        address: '192.0.2.12',
        role: 'server',
        mac: '00:00:5E:00:53:0C',
      },
    ],
    hosts: [
      {
        name: 'gate',
        description: 'the gateway',
        interfaces: [
          { name: 'eno3', network: 'uplinks', address: '198.51.100.2', mac: '00:00:5E:00:53:0D' },
          { name: 'br-lan', network: 'nodes', address: '192.0.2.1', joins: ['eno4'] },
        ],
      },
    ],
    secrets: { 'argocd/clusters-git': { from: 'manual' } },
  },
  machines: [{ node: 0, kind: 'raspberryPi', props: { model: 5, disk: 'nvme' } }],
  systems: [{ on: 'hosts', places: [0], kind: 'enterpriseLinux', props: {} }],
  programs: [
    { host: 0, kind: 'kea', props: {} },
    {
      host: 0,
      kind: 'gateway',
      props: { outside: 'uplinks', inside: 'nodes', forwards: [{ port: 4443, to: '192.0.2.240' }] },
    },
    { host: 0, kind: 'haproxy', props: {} },
  ],
  components: [
    {
      kind: 'argoCd',
      props: {
        name: 'delivery',
        domain: 'argocd.example.com',
        clusters: ['https://203.0.113.77:6443'],
        repositories: [
          { kind: 'git', url: 'ssh://git@git.example.com:2222/home/clusters.git', secret: 'clusters-git' },
        ],
        knownHosts: ['* ssh-ed25519 AAAAplainkeyofeveryhost'],
        controllerMemory: '1100Mi',
        repoServerMemory: '513Mi',
      },
    },
    {
      kind: 'app',
      props: {
        name: 'balanced-app',
        image: 'registry.example.com/balanced:1.0.0',
        ports: { play: 7777 },
        exposure: { kind: 'loadBalancer', address: '192.0.2.247', ports: ['play'] },
      },
    },
    { kind: 'gatewayApi', props: { name: 'gateways', namespace: 'gatewayspace', version: 'v1.4.1' } },
    {
      kind: 'cilium',
      props: {
        name: 'plugin',
        namespace: 'pluginspace',
        version: '1.19.6',
        apiServer: { host: '127.0.0.1', port: 6444 },
        hubble: { metrics: ['port-distribution'] },
        ingress: { mode: 'shared', address: '192.0.2.240' },
        loadBalancer: {
          pools: [{ name: 'lan-pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }],
          announce: { interfaces: ['eth0'], nodeSelector: { 'kubernetes.io/os': 'linux' } },
        },
      },
    },
    {
      kind: 'ciliumPolicies',
      props: {
        name: 'guards',
        namespace: 'guarded',
        policies: [
          {
            name: 'guard-pods',
            pods: { app: 'guarded-app' },
            from: [{ pods: { role: 'client-app' }, namespace: 'clients' }],
            ports: [{ port: 8081 }],
            egress: 'closed',
          },
        ],
      },
    },
    {
      kind: 'coredns',
      props: {
        mode: 'k3s',
        name: 'own-names',
        zone: 'pis.internal',
        zones: [{ zone: 'lab.example.com', forward: ['203.0.113.9'] }],
      },
    },
    { kind: 'sealedSecrets', props: { name: 'sealing', namespace: 'sealspace', memory: '129Mi' } },
    {
      kind: 'strimziOperator',
      props: { name: 'kafka-operator', namespace: 'operatorspace', watchNamespaces: ['streams'] },
    },
    { kind: 'kafka', props: { mode: 'strimzi', name: 'stream', namespace: 'streams', brokers: 3 } },
  ],
};

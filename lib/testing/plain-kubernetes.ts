import type { PlainCluster } from './every-leaf';
import { plainApps } from './plain-apps';
import { plainGit } from './plain-vms';

/** A cluster that somebody else runs, with every leaf of its distribution written; a text in several places is one name. */
export const plainKubernetes: PlainCluster = {
  distribution: {
    kind: 'kubernetes',
    settings: {
      version: 'v1.34.1',
      networkPlugin: 'calico',
      dnsService: '10.43.0.11',
      loadBalancers: true,
      storageClasses: [{ name: 'given-storage', isDefault: true, nodes: { 'disk-kind': 'fast' } }],
      podMetrics: true,
      localApi: { host: '127.0.0.1', port: 7445 },
      ingress: {
        namespace: 'proxyspace',
        service: 'front-proxy',
        className: 'front-class',
        pods: { 'proxy-app': 'front-pods' },
        ports: [{ port: 444, target: 8444 }],
      },
    },
  },
  facts: {
    name: 'others',
    git: plainGit,
    api: { host: 'eve' },
    site: 'nearsite',
    networks: {
      nodes: { cidr: '192.0.2.0/24', leases: ['192.0.2.150-192.0.2.159'] },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    nodes: [{ name: 'eve', address: '192.0.2.13', role: 'server', labels: { 'disk-kind': 'fast' } }],
    secrets: {
      'appspace/app-secret': { from: 'manual' },
      'appspace/app-keys': { from: 'manual' },
      'appspace/app-tls': { from: 'manual' },
      'appspace/app-pull': { from: 'manual' },
      'argocd/page-tls': { from: 'manual' },
      'argocd/git-login': { from: 'manual' },
      'argocd/chart-login': { from: 'manual' },
    },
    hosts: [],
  },
  machines: [],
  systems: [],
  programs: [],
  components: [
    { kind: 'kafka', props: { name: 'stored', namespace: 'storespace', storageClass: 'given-storage' } },
    {
      kind: 'argoCd',
      props: {
        domain: 'argocd.example.com',
        repositories: [
          { kind: 'git', url: 'ssh://git@git.example.com/home/private.git', secret: 'git-login', by: 'ssh' },
          { kind: 'helm', url: 'https://private.example.com/charts', secret: 'chart-login' },
        ],
        knownHosts: ['git.example.com ssh-ed25519 AAAAplainkeyofahost'],
        route: { tls: { from: 'secret', secret: 'page-tls' }, by: 'front-class' },
      },
    },
    ...plainApps,
  ],
};

import { app, argoCd, connectTo, defineCluster, k3s } from 'asterism';

/** One Argo CD for two clusters: the hub runs it, and the spoke has none. */

/** Where the hub finds the API server of the spoke. */
export const spokeApi = { address: '172.21.0.11', port: 6443 } as const;
const destination = `https://${spokeApi.address}:${spokeApi.port}`;

const common = {
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
} as const;

export const hub = defineCluster({
  ...common,
  name: 'hub',
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '172.20.0.0/24', gateway: '172.20.0.1' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [{ name: 'ada', address: '172.20.0.11', role: 'server' }],
  components: [argoCd({ clusters: [destination] })],
});

const shop = app({
  name: 'shop',
  image: 'registry.example.com/shop:1.4.2',
  ports: { http: 8080 },
  environment: { PASSWORD: { from: 'secret', secret: 'shop', key: 'password' } },
  volumes: [{ kind: 'claim', name: 'data', path: '/var/lib/shop', size: '1Gi' }],
});

const report = app({
  name: 'report',
  image: 'registry.example.com/report:2.0.0',
  probes: { ready: { by: 'command', command: ['report', 'check'] } },
  connects: [connectTo(shop.endpoints.http, 'orders of the day')],
});

export const spoke = defineCluster({
  ...common,
  name: 'spoke',
  destination,
  api: { host: 'eve' },
  networks: {
    nodes: { cidr: '172.21.0.0/24', gateway: '172.21.0.1' },
    pods: { cidr: '10.44.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [{ name: 'eve', address: spokeApi.address, role: 'server' }],
  secrets: { 'shop/shop': { from: 'manual' } },
  components: [shop, report],
});

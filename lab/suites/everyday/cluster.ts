import { app, argoCd, connectTo, defineCluster, helmChart, internet, k3s, manifests } from 'asterism';
import { helloFacts } from './charts/hello';

/** What people put into a cluster all day: apps of their own, somebody's chart, and a folder of YAML. */

const hello = helmChart({
  name: 'hello',
  namespace: 'hello',
  group: 'apps',
  repository: 'https://charts.example.com/everyday',
  chart: 'hello',
  version: '1.2.0',
  values: { replicas: 2, greeting: 'Good day' },
  facts: helloFacts,
  connects: { hello: [internet('198.51.100.30', 443, 'translations')] },
});

const board = manifests({
  name: 'board',
  namespace: 'board',
  group: 'apps',
  folder: 'manifests/board',
  connects: { board: [connectTo(hello.endpoint('hello', 80), 'greetings')] },
});

const shop = app({
  name: 'shop',
  image: 'registry.example.com/shop:1.4.2',
  ports: { http: 8080, metrics: { port: 9090, callers: 'cluster' } },
  environment: { LOG_LEVEL: 'info', PASSWORD: { from: 'secret', secret: 'shop', key: 'password' } },
  files: { '/etc/shop/shop.yaml': 'title: Shop\n' },
  volumes: [
    { kind: 'claim', name: 'data', path: '/var/lib/shop', size: '1Gi' },
    { kind: 'secret', name: 'keys', path: '/etc/shop/keys', secret: 'shop', keys: ['signing.key'] },
  ],
  probes: { ready: { by: 'http', path: '/healthz' } },
  hooks: [
    { name: 'migrate', when: 'before', command: ['shop', 'migrate'] },
    { name: 'announce', when: 'after', command: ['shop', 'announce'] },
  ],
  exposure: { kind: 'route', hosts: ['shop.example.com'] },
  connects: [hello.endpoint('hello', 80), board.endpoint('board', 80, { targetPort: 8081 })],
});

const report = app({
  name: 'report',
  image: 'registry.example.com/report:2.0.0',
  schedule: { cron: '0 0 1 1 *' },
  volumes: [{ kind: 'claim', name: 'reports', path: '/reports', size: '1Gi' }],
  connects: [connectTo(shop.endpoints.http, 'orders of the day')],
});

export const everyday = defineCluster({
  name: 'everyday',
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '172.20.0.0/24', gateway: '172.20.0.1' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [
    { name: 'ada', address: '172.20.0.11', role: 'server' },
    { name: 'bob', address: '172.20.0.12', role: 'agent' },
  ],
  secrets: { 'shop/shop': { from: 'manual' } },
  components: [argoCd(), hello, board, shop, report],
});

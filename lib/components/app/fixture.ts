import { connectTo, internet } from '../../core';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { app } from '.';
import { appProps } from './props';

/** An app in few lines, and one of each other form: what tests of the catalogue run on. */
export const apps = {
  plain: () => app({ name: 'shop', image: 'registry.example.com/shop:1.4.2', ports: { http: 8080 } }),
  full: () => app(fullApp),
  scheduled: () =>
    app({
      name: 'report',
      image: 'registry.example.com/report:2.0.0',
      command: ['report', '--all'],
      schedule: {
        cron: '30 3 * * mon-fri',
        timeZone: 'Europe/Berlin',
        overlap: 'replace',
        retries: 0,
        deadline: 600,
      },
      volumes: [{ kind: 'claim', name: 'reports', path: '/reports', size: '1Gi' }],
    }),
  replicated: () =>
    app({
      name: 'search',
      image: 'registry.example.com/search:7.1',
      ports: { api: { port: 9200, service: 80, callers: 'cluster' }, peers: 9300 },
      replicas: 3,
      volumes: [{ kind: 'claim', name: 'index', path: '/index', size: '5Gi', eachReplica: true }],
      probes: { ready: { by: 'http', path: '/ready' }, live: { by: 'grpc', port: 'peers' } },
    }),
  balanced: () =>
    app({
      name: 'game',
      image: 'registry.example.com/game:3.2.1',
      ports: { play: { port: 7777, transport: 'udp' }, status: 8080 },
      exposure: { kind: 'loadBalancer', ports: ['play'] },
    }),
} as const;

const other = app({ name: 'stock', image: 'registry.example.com/stock:1.0.0', ports: { http: 8080 } });

/** Every prop that goes with the others. */
export const fullApp = {
  name: 'store',
  namespace: 'shops',
  image: 'registry.example.com/store:1.4.2',
  command: ['/bin/store', 'serve'],
  args: ['--verbose'],
  environment: {
    LOG_LEVEL: 'info',
    PASSWORD: { from: 'secret', secret: 'store', key: 'password' },
    POD_IP: { from: 'pod', field: 'ip' },
  },
  cpu: '100m',
  cpuLimit: '1',
  memory: '256Mi',
  ports: { http: 8080, metrics: { port: 9090, callers: 'cluster', container: 'exporter' } },
  autoscaling: { least: 2, most: 5, cpuPercent: 70 },
  files: { '/etc/store/store.yaml': 'title: Store\n' },
  volumes: [
    {
      kind: 'claim',
      name: 'data',
      path: '/data',
      size: '5Gi',
      storageClass: 'local-path',
      eachReplica: true,
    },
    { kind: 'config', name: 'ca', path: '/etc/ca', configMap: 'company-ca' },
    { kind: 'secret', name: 'key', path: '/etc/key', secret: 'store-key', keys: ['id.key'] },
    { kind: 'empty', name: 'cache', path: '/cache', size: '64Mi', memory: true },
  ],
  nodes: { 'storage-type': 'nvme' },
  probes: {
    ready: { by: 'http', path: '/ready', port: 'http' },
    live: { by: 'command', command: ['/bin/store', 'alive'] },
  },
  startSeconds: 120,
  stopSeconds: 60,
  user: 2000,
  exposure: {
    kind: 'route',
    hosts: ['store.example.com', '*.store.example.com'],
    paths: ['/', '/api'],
    port: 'http',
    tls: { from: 'secret', secret: 'store-tls' },
    by: 'traefik',
  },
  sidecars: [
    {
      name: 'exporter',
      image: 'registry.example.com/exporter:1.0.0',
      mounts: { cache: '/cache' },
      environment: { TARGET: 'http://127.0.0.1:8080' },
    },
  ],
  initContainers: [
    { name: 'wait', image: 'registry.example.com/tools:1.0.0', command: ['wait-for', 'stock'] },
  ],
  hooks: [
    { name: 'migrate', when: 'before', command: ['/bin/store', 'migrate'], deadline: 900 },
    { name: 'announce', when: 'after', image: 'registry.example.com/tools:1.0.0', mounts: { key: '/key' } },
  ],
  connects: [connectTo(other.endpoints.http, 'stock of goods'), internet('api.example.com', 443, 'payments')],
  relax: {
    writableRoot: 'it writes next to its program',
    apiAccess: {
      rules: [{ groups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
      why: 'finds its peers',
    },
    capabilities: { add: ['NET_BIND_SERVICE'], why: 'serves port 80' },
  },
} as const;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'app',
    shape: appProps,
    props: fullApp,
    forms: Object.fromEntries(Object.entries(apps).map(([form, component]) => [form, { component }])),
  },
];

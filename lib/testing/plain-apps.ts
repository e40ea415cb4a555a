import type { PlainCluster } from './every-leaf';

/** Apps that have every leaf of their shape written; a text in several places is one name. */
export const plainApps: PlainCluster['components'] = [
  {
    kind: 'app',
    props: {
      name: 'first-app',
      namespace: 'appspace',
      group: 'app-group',
      image: 'registry.example.com/first:1.4.2',
      pullSecrets: ['app-pull'],
      command: ['/bin/first'],
      args: ['--first-flag'],
      environment: {
        PLAIN_VARIABLE: 'plain text of it',
        SECRET_VARIABLE: { from: 'secret', secret: 'app-secret', key: 'app-password' },
        POD_VARIABLE: { from: 'pod', field: 'ip' },
      },
      cpu: '101m',
      cpuLimit: '1200m',
      memory: '257Mi',
      ports: {
        web: 8081,
        stats: { port: 9091, service: 9092, transport: 'tcp', callers: 'cluster', container: 'side-car' },
      },
      autoscaling: { least: 2, most: 5, cpuPercent: 70 },
      files: { '/etc/first/first.conf': 'title of a file' },
      volumes: [
        {
          kind: 'claim',
          name: 'app-data',
          path: '/app-data',
          size: '5Gi',
          storageClass: 'given-storage',
          access: 'ReadWriteMany',
        },
        { kind: 'config', name: 'app-bundle', path: '/app-bundle', configMap: 'given-bundle' },
        { kind: 'secret', name: 'app-key', path: '/app-key', secret: 'app-keys', keys: ['app-id.key'] },
        { kind: 'empty', name: 'app-cache', path: '/app-cache', size: '65Mi', memory: true },
      ],
      nodes: { 'disk-kind': 'fast' },
      probes: {
        ready: { by: 'http', path: '/is-ready', port: 'web' },
        live: { by: 'command', command: ['/bin/alive'] },
      },
      startSeconds: 120,
      stopSeconds: 61,
      user: 2001,
      exposure: {
        kind: 'route',
        hosts: ['first.example.com'],
        paths: ['/first-path'],
        port: 'web',
        tls: { from: 'secret', secret: 'app-tls' },
        by: 'front-class',
      },
      sidecars: [
        {
          name: 'side-car',
          image: 'registry.example.com/side:1.0.0',
          command: ['/bin/side'],
          args: ['--side-flag'],
          environment: {
            SIDE_VARIABLE: 'side text',
            SIDE_SECRET: { from: 'secret', secret: 'app-secret', key: 'app-password' },
            SIDE_POD: { from: 'pod', field: 'name' },
          },
          cpu: '102m',
          cpuLimit: '1300m',
          memory: '258Mi',
          mounts: { 'app-cache': '/side-cache' },
          probes: {
            ready: { by: 'http', path: '/side-ready', port: 'stats' },
            live: { by: 'grpc', port: 'stats' },
          },
        },
      ],
      initContainers: [
        {
          name: 'init-one',
          image: 'registry.example.com/init:1.0.0',
          command: ['/bin/init'],
          args: ['--init-flag'],
          environment: {
            INIT_VARIABLE: 'init text',
            INIT_SECRET: { from: 'secret', secret: 'app-secret', key: 'app-password' },
            INIT_POD: { from: 'pod', field: 'node' },
          },
          cpu: '103m',
          cpuLimit: '1400m',
          memory: '259Mi',
          mounts: { 'app-cache': '/init-cache' },
        },
      ],
      hooks: [
        {
          name: 'hook-one',
          when: 'before',
          image: 'registry.example.com/hook:1.0.0',
          command: ['/bin/hook'],
          args: ['--hook-flag'],
          environment: {
            HOOK_VARIABLE: 'hook text',
            HOOK_SECRET: { from: 'secret', secret: 'app-secret', key: 'app-password' },
            HOOK_POD: { from: 'pod', field: 'namespace' },
          },
          cpu: '104m',
          cpuLimit: '1500m',
          memory: '260Mi',
          mounts: { 'app-cache': '/hook-cache' },
          deadline: 900,
        },
      ],
      connects: [{ to: { kind: 'kube-apiserver' }, why: 'watch pods' }],
      relax: {
        writableRoot: 'it writes next to its program',
        rootUser: 'it was made for root',
        capabilities: { add: ['NET_BIND_SERVICE'], why: 'it serves a low port' },
        apiAccess: {
          rules: [{ groups: ['batch.example.com'], resources: ['some-jobs'], verbs: ['get'] }],
          why: 'it finds its peers',
        },
      },
    },
  },
  {
    kind: 'app',
    props: {
      name: 'timed-app',
      image: 'registry.example.com/timed:1.0.0',
      schedule: {
        cron: '31 3 * * mon',
        timeZone: 'Europe/Berlin',
        overlap: 'replace',
        retries: 3,
        deadline: 601,
      },
    },
  },
  {
    kind: 'app',
    props: {
      name: 'many-app',
      image: 'registry.example.com/many:1.0.0',
      replicas: 3,
      ports: { many: 8083, second: { port: 8084, container: 'second-side' } },
      volumes: [{ kind: 'claim', name: 'each', path: '/each', size: '1Gi', eachReplica: true }],
      probes: {
        ready: { by: 'command', command: ['/bin/is-ready'] },
        live: { by: 'http', path: '/is-alive', port: 'many' },
      },
      sidecars: [
        {
          name: 'many-side',
          image: 'registry.example.com/many-side:1.0.0',
          probes: {
            ready: { by: 'command', command: ['/bin/side-ready'] },
            live: { by: 'command', command: ['/bin/side-alive'] },
          },
        },
        {
          name: 'second-side',
          image: 'registry.example.com/second-side:1.0.0',
          probes: { live: { by: 'http', path: '/second-alive' } },
        },
      ],
    },
  },
  {
    kind: 'app',
    props: {
      name: 'mute-app',
      image: 'registry.example.com/mute:1.0.0',
      relax: { noProbes: 'it answers nothing' },
    },
  },
];

import { k8s } from 'cdk8s-plus-28';
import * as v from 'valibot';
import { argoCd, cilium } from '..';
import { findingsIn } from '../../check';
import {
  claim,
  type Component,
  connectTo,
  declareComponent,
  internet,
  kubernetesApi,
  planOf,
  routeGateways,
} from '../../core';
import { k3s, kubernetes } from '../../machines';
import { base, ciliumBase } from '../../plan/fixtures/base';
import { type ClusterInput, defineCluster } from '../../plan';
import { bundled } from '../../testing/clusters';
import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { field } from '../../testing/field';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { untyped } from '../../testing/untyped';
import { problemText } from '../../values';
import { app, type AppProps } from '.';
import { apps } from './fixture';

const image = 'registry.example.com/shop:1.4.2';
const small = { name: 'shop', image, ports: { http: 8080 } } as const;
const at = 'small.components.shop';

function messagesOf(props: object): readonly string[] {
  return read(untyped<Component>(app)({ ...small, ...props })).messages;
}

describe('golden of', () => {
  test.each(Object.entries(apps))('an app that is %s', (name, make) => {
    expectGolden(`app/${name}.yaml`, yamlDocuments(manifestsOf(make())));
  });
});

test.each([
  [
    'no tag',
    { image: 'registry.example.com/shop' },
    '.image: "registry.example.com/shop" has neither tag nor digest',
  ],
  [
    'latest',
    { image: 'registry.example.com/shop:latest' },
    '.image: "registry.example.com/shop:latest" uses a tag that moves',
  ],
  ['one port under two names', { ports: { a: 80, b: 80 } }, '.ports.b: port 80 is port "a" as well'],
  [
    'one Service port for two',
    { ports: { a: 80, b: { port: 81, service: 80 } } },
    '.ports.b.service: port 80 of the Service leads to "a" already',
  ],
  [
    'a port of an unknown sidecar',
    { ports: { a: { port: 80, container: 'proxy' } } },
    '.ports.a.container: no sidecar is named "proxy"',
  ],
  [
    'a probe of an unknown port',
    { probes: { ready: { by: 'http', path: '/', port: 'htp' } } },
    '.probes.ready.port: the container has no TCP port named "htp"; did you mean "http"?',
  ],
  [
    'a probe of a port, without ports',
    { ports: {}, probes: { live: { by: 'tcp' } } },
    '.probes.live: the probe needs a TCP port, and the container has none',
  ],
  ['nothing to probe', { ports: {} }, '.probes: container shop has no TCP port that Kubernetes could probe'],
  [
    'nothing to probe but udp',
    { ports: { dns: { port: 53, transport: 'udp' } } },
    '.probes: container shop has no TCP port',
  ],
  [
    'probes and a reason for none',
    { relax: { noProbes: 'old' }, probes: { live: { by: 'tcp' } } },
    '.probes.live: relax.noProbes says that there is none',
  ],
  [
    'a route without a port',
    { ports: {}, relax: { noProbes: 'old' }, exposure: { kind: 'route', hosts: ['a.example.com'] } },
    '.exposure: the app has no port to which it could lead',
  ],
  [
    'a route to an unknown port',
    { exposure: { kind: 'route', hosts: ['a.example.com'], port: 'web' } },
    '.exposure.port: the app has no port of tcp named "web"',
  ],
  [
    'a load balancer of an unknown port',
    { exposure: { kind: 'loadBalancer', ports: ['web'] } },
    '.exposure.ports[0]: the app has no port named "web"',
  ],
  [
    'a host that is an address',
    { exposure: { kind: 'route', hosts: ['192.0.2.1'] } },
    '.exposure.hosts[0]: "192.0.2.1" is not a host of a route',
  ],
  [
    'a host with a scheme',
    { exposure: { kind: 'route', hosts: ['https://a.example.com/'] } },
    '.exposure.hosts[0]: "https://a.example.com/" is not a host of a route; did you mean a.example.com?',
  ],
  [
    'a path without a slash',
    { exposure: { kind: 'route', hosts: ['a.example.com'], paths: ['api'] } },
    '.exposure.paths[0]: "api" is not a prefix of paths; did you mean "/api"?',
  ],
  [
    'one host twice',
    { exposure: { kind: 'route', hosts: ['a.example.com', 'a.example.com'] } },
    '.exposure.hosts: "a.example.com" is listed twice',
  ],
  [
    'replicas by number and by load',
    { replicas: 2, autoscaling: { least: 1, most: 2 } },
    '.replicas: autoscaling decides how many there are',
  ],
  [
    'more at least than at most',
    { autoscaling: { least: 3, most: 2 } },
    '.autoscaling.least: 3 is more than most, 2',
  ],
  [
    'a schedule that is none',
    { schedule: { cron: '61 * * * *' } },
    '.schedule.cron: "61" is not a valid minute',
  ],
  [
    'a schedule with a time zone in front',
    { schedule: { cron: 'TZ=UTC 1 * * * *' } },
    '.schedule.cron: "TZ=UTC 1 * * * *" has a time zone in front',
  ],
  [
    'an unknown time zone',
    { schedule: { cron: '@daily', timeZone: 'Europe/Berln' } },
    '.schedule.timeZone: "Europe/Berln" is not the name of a time zone',
  ],
  [
    'ports of a job',
    { schedule: { cron: '@daily' } },
    '.ports: an app with a schedule runs to its end and serves nothing',
  ],
  [
    'two containers of one name',
    { initContainers: [{ name: 'shop', image }] },
    '.initContainers[0].name: "shop" is the name of the app itself',
  ],
  [
    'a hook with the name of the workload',
    { hooks: [{ name: 'app', when: 'after' }] },
    '.hooks[0].name: "app" is the workload of the app itself',
  ],
  [
    'a hook with the name of another object',
    { hooks: [{ name: 'files', when: 'after' }] },
    '.hooks[0].name: "shop-files" is the name of another object of the app',
  ],
  [
    'a mount of an unknown volume',
    { initContainers: [{ name: 'a', image, mounts: { data: '/data' } }] },
    '.initContainers[0].mounts.data: no volume of the app has this name',
  ],
  [
    'two volumes at one path',
    {
      volumes: [
        { kind: 'empty', name: 'a', path: '/a' },
        { kind: 'empty', name: 'b', path: '/a' },
      ],
    },
    '.volumes[1].path: "/a" is the path of volumes[0].path as well',
  ],
  [
    'a file over a volume',
    { files: { '/a': 'x' }, volumes: [{ kind: 'empty', name: 'a', path: '/a' }] },
    '.files./a: "/a" is the path of volumes[0].path as well',
  ],
  [
    'a file within a secret',
    { files: { '/a/b': 'x' }, volumes: [{ kind: 'config', name: 'a', path: '/a', configMap: 'a' }] },
    '.files./a/b: "/a/b" is within volume "a", which is read-only',
  ],
  [
    'two volumes of one name',
    {
      volumes: [
        { kind: 'empty', name: 'a', path: '/a' },
        { kind: 'empty', name: 'a', path: '/b' },
      ],
    },
    '.volumes[1].name: two volumes have this name',
  ],
  [
    'a volume with a name of our own',
    { volumes: [{ kind: 'empty', name: 'own-tmp', path: '/a' }] },
    '.volumes[0].name: "own-tmp" is a volume that every app has',
  ],
  [
    'replicas that share what one node can mount',
    { replicas: 2, volumes: [{ kind: 'claim', name: 'a', path: '/a', size: '1Gi' }] },
    '.volumes[0]: several replicas share it, and ReadWriteOnce lets one node mount it',
  ],
  [
    'a namespace that Kubernetes makes itself',
    { namespace: 'kube-system' },
    '.namespace: Kubernetes makes kube-system itself, and asterism puts no network policies there',
  ],
  [
    'access that the storage class does not have',
    { volumes: [{ kind: 'claim', name: 'a', path: '/a', size: '1Gi', access: 'ReadWriteMany' }] },
    '.volumes[0].access: storage class "local-path" has no volumes with ReadWriteMany',
  ],
  [
    'a path of the container runtime',
    { volumes: [{ kind: 'empty', name: 'a', path: '/proc/a' }] },
    '.volumes[0].path: the container runtime provides /proc itself',
  ],
  [
    'a file that is a folder as well',
    { files: { '/etc/shop': 'a', '/etc/shop/b': 'b' } },
    '.files./etc/shop/b: "/etc/shop/b" and "/etc/shop" cannot be a file and its folder',
  ],
  [
    'the folder of a file, written after it',
    { files: { '/etc/shop/b': 'b', '/etc/shop': 'a' } },
    '.files./etc/shop: "/etc/shop" and "/etc/shop/b" cannot be a file and its folder',
  ],
  [
    'a storage class that nothing provides',
    { volumes: [{ kind: 'claim', name: 'a', path: '/a', size: '1Gi', storageClass: 'longhorn' }] },
    '.volumes[0].storageClass: no component and no distribution provides storage class "longhorn"; expected "local-path"',
  ],
  ['nodes that there are not', { nodes: { 'storage-type': 'nvm' } }, '.nodes: no node has storage-type=nvm'],
  [
    'a variable with a blank',
    { environment: { 'A B': 'x' } },
    '.environment.A B: "A B" is not a valid name of an environment variable',
  ],
  ['a relative path', { files: { 'etc/a': 'x' } }, '.files.etc/a: "etc/a" is not a path within a container'],
  [
    'a connection that is text',
    { connects: ['api.example.com'] },
    `.connects[0]: found "api.example.com"; list an endpoint that another component hands over`,
  ],
  [
    'a connection without a port',
    { connects: [{ to: { kind: 'internet', host: 'a.example.com' }, why: 'x' }] },
    '.connects[0]: is not a connection (.to.port: is missing',
  ],
  ['a misspelt key', { replica: 2 }, '.replica: unknown key "replica"; did you mean "replicas"?'],
] as const)('%s is refused', (_, props, expected) => {
  expect(messagesOf(props).join('\n')).toContain(`${at}${expected}`);
});

const shop = (props: object = {}) => untyped<Component>(app)({ ...small, ...props });
const route = (host: string, more: object = {}) => ({ exposure: { kind: 'route', hosts: [host], ...more } });
const cluster = (components: readonly Component[], input: ClusterInput = base): ClusterInput => ({
  ...input,
  secrets: {},
  components: [argoCd(), ...components],
});
const problemsOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

test.each([
  ['flannel and Traefik', cluster([apps.plain(), shop({ name: 'stock' })])],
  [
    'Cilium',
    cluster(
      [
        ...ciliumBase.components.filter(({ kind }) => ['cilium', 'coredns'].includes(kind)),
        apps.plain(),
        apps.replicated(),
        apps.scheduled(),
      ],
      ciliumBase,
    ),
  ],
])('apps in a cluster with %s have no problem and no finding', (_, input) => {
  expect(problemsOf(input)).toEqual([]);
  expect(findingsIn(bundled(input))).toEqual([]);
});

/** A Gateway that serves every host below example.com with TLS, and none without. */
const gateway = declareComponent({ kind: 'gateway', name: 'public' }, v.strictObject({}), {}, () =>
  planOf({
    claims: [
      claim(routeGateways, {
        name: 'public',
        namespace: 'gateways',
        listener: (host, tls) => (tls && host.endsWith('.example.com') ? 'https' : undefined),
      }),
    ],
    build: (chart) => {
      new k8s.KubeConfigMap(chart, 'public', { metadata: { name: 'public', namespace: 'public' } });
    },
  }),
);

function objectsIn(input: ClusterInput, kind: string): readonly unknown[] {
  return bundled(input).objects.flatMap(({ object }) => (object.kind === kind ? [object] : []));
}

test('a route becomes an Ingress of the only class, with the certificate that it names', () => {
  const input = cluster([shop(route('shop.example.com', { tls: { from: 'secret', secret: 'tls' } }))]);
  const withSecret = { ...input, secrets: { 'shop/tls': { from: 'manual' as const } } };
  expect(problemsOf(withSecret)).toEqual([]);
  expect(objectsIn(withSecret, 'Ingress')).toMatchObject([
    {
      spec: {
        ingressClassName: 'traefik',
        tls: [{ hosts: ['shop.example.com'], secretName: 'tls' }],
        rules: [{ host: 'shop.example.com' }],
      },
    },
  ]);
});

test('where the cluster has a Gateway, a route attaches to its listener for the host', () => {
  const input = cluster([
    gateway,
    shop(route('shop.example.com', { tls: { from: 'secret', secret: 'tls' } })),
  ]);
  const withSecret = { ...input, secrets: { 'shop/tls': { from: 'manual' as const } } };
  expect(objectsIn(withSecret, 'Ingress')).toEqual([]);
  expect(objectsIn(withSecret, 'HTTPRoute')).toMatchObject([
    {
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
        hostnames: ['shop.example.com'],
        rules: [{ backendRefs: [{ name: 'shop', port: 8080 }] }],
      },
    },
  ]);
});

test.each([
  [
    'two apps with one host and path',
    cluster([shop(route('shop.example.com')), shop({ name: 'store', ...route('shop.example.com') })]),
    'small.components.store.exposure.hosts[0]: "shop.example.com" with path "/" is a route of shop as well; give one of them another host or path',
  ],
  [
    'two apps with one host, and paths that differ by a slash at the end',
    cluster([
      shop(route('shop.example.com', { paths: ['/api'] })),
      shop({ name: 'store', ...route('shop.example.com', { paths: ['/api/'] }) }),
    ]),
    'small.components.store.exposure.hosts[0]: "shop.example.com" with path "/api/" is a route of shop as well; give one of them another host or path',
  ],
  [
    'a name that leaves no room for that of its files',
    cluster([shop({ name: 's'.repeat(60) })]),
    `small.components.${'s'.repeat(60)}.name: "${'s'.repeat(60)}" has 60 characters; use at most 57: another name is made of it and "-files", and takes 63`,
  ],
  [
    'a StatefulSet whose pods would have too long a label',
    cluster([
      shop({
        name: 's'.repeat(53),
        replicas: 2,
        volumes: [{ kind: 'claim', name: 'd', path: '/d', size: '1Gi', eachReplica: true }],
      }),
    ]),
    `small.components.${'s'.repeat(53)}.name: its StatefulSet would have 53 characters, and Kubernetes makes no pods with more than 52; choose a shorter name`,
  ],
  [
    'a host without a listener',
    cluster([gateway, shop(route('shop.example.com'))]),
    'small.components.shop.exposure.hosts[0]: Gateway public has no listener for "shop.example.com" without TLS; add the host to Gateway public',
  ],
  [
    'a class that there is not',
    cluster([shop(route('shop.example.com', { by: 'nginx' }))]),
    'small.components.shop.exposure.hosts[0]: found by: "nginx"; expected "traefik"',
  ],
  [
    'a route that nothing serves',
    cluster([shop(route('shop.example.com'))], {
      ...base,
      distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['traefik'] }),
    }),
    "is 'ingress', and nothing in the cluster serves Ingresses or Gateways; take 'traefik' out of disable in k3s({ … })",
  ],
  [
    'an issuer that nothing provides',
    cluster([shop(route('shop.example.com', { tls: { from: 'issuer', issuer: 'letsencrypt' } }))]),
    'list certManager(), or cert-manager by helmChart({ provides: [certificates], … })',
  ],
  [
    'load that nothing measures',
    cluster([shop({ autoscaling: { least: 1, most: 3 } })], {
      ...base,
      distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['metrics-server'] }),
    }),
    "take 'metrics-server' out of disable in k3s({ … })",
  ],
  [
    'a volume where nothing provides storage',
    cluster([shop({ volumes: [{ kind: 'claim', name: 'data', path: '/data', size: '1Gi' }] })], {
      ...base,
      distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['local-storage'] }),
    }),
    'small.components.shop.volumes[0]: names no storage class, and the cluster has no default one; list what provides storage',
  ],
  [
    'an address that no pool has',
    cluster([shop({ exposure: { kind: 'loadBalancer', address: '192.0.2.99' } })]),
    'small.components.shop.exposure.address: 192.0.2.99 is in no pool of load-balancer addresses; list what gives out addresses of pools, or leave the address out',
  ],
  [
    'a key of a Secret that nothing provides',
    cluster([shop({ environment: { PASSWORD: { from: 'secret', secret: 'shop', key: 'password' } } })]),
    "small.secrets.shop/shop: this secret has no source, and shop needs its key password for PASSWORD; write 'shop/shop': { from: 'manual' }, or from 'sealed' or 'external'",
  ],
  [
    'a pod network address',
    cluster([shop({ connects: [internet('10.42.0.7', 80)] })]),
    '10.42.0.7 is in the pod network',
  ],
])('%s is reported', (_, input, message) => {
  expect(problemsOf(input).join('\n')).toContain(message);
});

test('an endpoint that is handed over opens the way from one app to the other, and nothing else does', () => {
  const stock = app({ ...small, name: 'stock' });
  const input = cluster([stock, shop({ connects: [connectTo(stock.endpoints.http, 'stock of goods')] })]);
  expect(problemsOf(input)).toEqual([]);
  const bundle = bundled(input);
  expect(findingsIn(bundle)).toEqual([]);
  const policies = JSON.stringify(
    bundle.objects.filter(
      ({ object }) => object.kind === 'NetworkPolicy' && object.metadata.namespace === 'stock',
    ),
  );
  expect(policies).toContain('stock of goods');
  expect(bundle.plan.components.find(({ name }) => name === 'shop')?.after).toEqual(['stock']);
});

test('a claim comes in the wave of the first pod that mounts it, and that of a CronJob keeps nothing waiting', () => {
  const volumes = [{ kind: 'claim', name: 'data', path: '/data', size: '1Gi' }] as const;
  const orderOf = (props: Partial<AppProps>) =>
    find(manifestsOf(app({ ...small, volumes, ...props })), 'PersistentVolumeClaim').metadata.annotations;
  const migrate = { name: 'migrate', when: 'before' } as const;
  expect(orderOf({})).toBeUndefined();
  expect(orderOf({ hooks: [migrate] })).toBeUndefined();
  expect(orderOf({ hooks: [{ ...migrate, mounts: { data: '/data' } }] })).toEqual({
    'argocd.argoproj.io/sync-wave': '-1',
  });
  expect(orderOf({ ports: {}, schedule: { cron: '@daily' } })).toEqual({
    'argocd.argoproj.io/ignore-healthcheck': 'true',
  });
});

test('relaxed steps lower the level of the namespace as far as they must, and leave their reason in the manifest', () => {
  const levelOf = (relax: NonNullable<AppProps['relax']>) => planFrom(app({ ...small, relax })).podSecurity;
  expect(levelOf({})).toBe('restricted');
  expect(levelOf({ writableRoot: 'old' })).toBe('restricted');
  expect(levelOf({ capabilities: { add: ['NET_BIND_SERVICE'], why: 'port 80' } })).toBe('restricted');
  expect(levelOf({ rootUser: 'old' })).toBe('baseline');
  expect(levelOf({ capabilities: { add: ['CHOWN'], why: 'old' } })).toBe('baseline');
  expect(levelOf({ capabilities: { add: ['NET_ADMIN'], why: 'a VPN' } })).toBe('privileged');
  const deployment = find(
    manifestsOf(app({ ...small, relax: { rootUser: 'writes as root' } })),
    'Deployment',
  );
  expect(field(deployment, 'spec', 'template', 'metadata', 'annotations')).toEqual({
    'asterism.dev/relaxed-root-user': 'writes as root',
  });
});

test('an app that uses the API has an account, its rules, and a flow to the API', () => {
  const rules = [{ groups: [''], resources: ['pods'], verbs: ['list' as const] }];
  const own = app({ ...small, relax: { apiAccess: { rules, why: 'finds its peers' } } });
  expect(planFrom(own).workloads).toMatchObject([{ connects: [kubernetesApi('finds its peers')] }]);
  expect(find(manifestsOf(own), 'Role')).toMatchObject({ rules: [{ apiGroups: [''], resources: ['pods'] }] });
});

test('an address of a load balancer is asked for by the annotation that the cluster reads', () => {
  const pools = [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
  const network = cilium({
    version: '1.19.6',
    apiServer: { host: '127.0.0.1', port: 6444 },
    loadBalancer: { pools },
  });
  const input = cluster(
    [network, shop({ exposure: { kind: 'loadBalancer', address: '192.0.2.241' } })],
    ciliumBase,
  );
  expect(problemsOf(input)).toEqual([]);
  expect(
    find(
      bundled(input).objects.map(({ object }) => object),
      'Service',
      'shop-outside',
    ),
  ).toMatchObject({
    metadata: { annotations: { 'lbipam.cilium.io/ips': '192.0.2.241' } },
    spec: { type: 'LoadBalancer' },
  });
});

test('everywhere but on k3s, the file of the cluster says which storage classes and classes of Ingresses came with it', () => {
  const given = kubernetes({
    version: 'v1.34.1',
    networkPlugin: 'calico',
    storageClasses: [{ name: 'standard', isDefault: true }],
    podMetrics: true,
  });
  const volumes = [{ kind: 'claim', name: 'data', path: '/data', size: '1Gi', access: 'ReadWriteMany' }];
  expect(
    problemsOf(
      cluster([shop({ volumes, autoscaling: { least: 1, most: 2 } })], { ...base, distribution: given }),
    ),
  ).toEqual([]);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Component } from '../../component';
import { app, cilium } from '../../components';
import { manifests, type ManifestsProps } from '../../components/manifests';
import { k3s } from '../../machines';
import { type ClusterInput, defineCluster } from '../../plan';
import { ciliumCluster, smallCluster } from '../../testing/clusters';
import { problemText } from '../../values';
import { synthesize, type SynthResult } from '../synthesize';
import { withFolders } from './with-folders';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-exposed-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
          ports: [{ name: http, containerPort: 8080 }]
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
const service = (more = '', targetPort = 'http'): string => `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ${more}
  selector: { app: web }
  ports: [{ name: main, port: 80, targetPort: ${targetPort} }]
`;
interface Written {
  readonly host?: string;
  readonly path?: string;
  readonly type?: string;
  readonly className?: string | undefined;
  readonly backend?: string;
  readonly annotations?: string;
  readonly more?: string;
  readonly name?: string;
}
const ingress = ({
  host = 'blog.example.com',
  path = '/',
  type = 'Prefix',
  className = 'traefik',
  backend = '{ name: web, port: { number: 80 } }',
  annotations = '{}',
  more = '',
  name = 'web',
}: Written = {}): string =>
  `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, annotations: ${annotations} }
spec:
  ${className === '' ? '' : `ingressClassName: ${className}`}
  ${more}
  rules:
    - ${host === '' ? '' : `host: ${host}`}
      http: { paths: [{ path: ${path}, pathType: ${type}, backend: { service: ${backend} } }] }
`
    .replaceAll(/^ +\n/gm, '')
    .replace('    - \n      http', '    - http');
const httpRoute = (
  parent = '{ name: front, namespace: gateways }',
): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web }
spec:
  parentRefs: [${parent}]
  hostnames: [blog.example.com]
  rules: [{ backendRefs: [{ name: web, port: 80 }] }]
`;

function synth(
  documents: readonly string[],
  {
    others = [],
    props = {},
    cluster = smallCluster,
  }: {
    readonly others?: readonly Component[];
    readonly props?: Partial<ManifestsProps>;
    readonly cluster?: (components: readonly Component[]) => ClusterInput;
  } = {},
): SynthResult {
  const path = join(root, 'manifests/blog/all.yaml');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, documents.join('---\n'));
  const blog = manifests({
    ...{ name: 'blog', namespace: 'blog', folder: 'manifests/blog', connects: { web: [] } },
    ...props,
  });
  const clusters = withFolders(root, [defineCluster(cluster([blog, ...others]))]);
  return synthesize({ root, clusters, all: true, check: false });
}

const wrong = (...given: Parameters<typeof synth>): readonly string[] => {
  const { problems, findings } = synth(...given);
  return [...problems, ...findings].map(problemText);
};

/** The lines about flows of the policy that opens the pods. */
function flows(...given: Parameters<typeof synth>): string {
  expect(wrong(...given)).toEqual([]);
  return readFileSync(join(root, 'dist/small/namespaces/networkpolicy-blog-web.blog.yaml'), 'utf8');
}

test.each<[what: string, documents: readonly string[], opened: string]>([
  ['an Ingress', [service(), ingress()], 'in 8080/tcp from ingress (http)'],
  [
    'an Ingress by the name of the port',
    [service(), ingress({ backend: '{ name: web, port: { name: main } }' })],
    'in 8080/tcp from ingress (http)',
  ],
  [
    'the default backend of an Ingress',
    [service(), ingress({ more: 'defaultBackend: { service: { name: web, port: { number: 80 } } }' })],
    'in 8080/tcp from ingress (http)',
  ],
  ['an Ingress to a port by number', [service('', '9000'), ingress()], 'in 9000/tcp from ingress (9000)'],
  [
    'a Service of type LoadBalancer',
    [service('type: LoadBalancer').replace('port: 80', 'port: 8000')],
    'in 8080/tcp from world (http)',
  ],
  ['a Service of type NodePort', [service('type: NodePort')], 'in 8080/tcp from world (http)'],
  ['an external address', [service('externalIPs: [192.0.2.60]')], 'in 8080/tcp from world (http)'],
])('%s in a folder opens the pods behind it', (_, documents, opened) => {
  const policy = flows([deployment, ...documents]);
  expect(policy).toContain(opened);
  if (opened.includes('ingress')) expect(policy).toContain('app.kubernetes.io/name: traefik');
});

test('what a person writes in open comes before what the folder exposes', () => {
  const policy = flows([deployment, service(), ingress()], { props: { open: { web: { http: 'cluster' } } } });
  expect(policy).toContain('in 8080/tcp from cluster (http)');
  expect(policy).not.toContain('traefik');
});

test('a Service within the cluster opens nothing', () => {
  expect(flows([deployment, service()])).not.toContain('in 8080');
});

test('a connection between pods of a folder goes through the Service that leads to the port', () => {
  const pinger = deployment.replaceAll('web', 'pinger').replace('containerPort: 8080', 'containerPort: 9090');
  for (const port of ['http', '8080']) {
    const inside = [{ from: 'pinger', to: 'web', port, why: 'to keep it warm' }];
    const policy = flows([deployment, service(), pinger], { props: { inside, connects: { web: [] } } });
    expect(policy).toContain('in 8080/tcp from blog-pinger (to keep it warm)');
  }
});

test("the port of a Service in place of the pods' own is answered with theirs", () => {
  const inside = [{ from: 'web', to: 'web', port: '80', why: 'to keep it warm' }];
  expect(wrong([deployment, service()], { props: { inside } })).toEqual([
    'small.components.blog.inside[0].port: the pods of web have no port "80"; that is the port of their Service; write "http", to which the Service leads',
  ]);
});

const at = 'manifests/blog/all.yaml:24: spec.rules[0].http.paths[0]';

test.each<[what: string, written: Written, expected: string]>([
  [
    'a class that nothing serves',
    { className: 'nginx' },
    `${at}: nothing in the cluster serves Ingresses of class "nginx"; write ingressClassName: traefik`,
  ],
  [
    'an older annotation with a class that nothing serves',
    { className: '', annotations: '{ kubernetes.io/ingress.class: nginx }' },
    `${at}: nothing in the cluster serves Ingresses of class "nginx"; write ingressClassName: traefik`,
  ],
  [
    'an issuer where nothing makes certificates',
    { annotations: '{ cert-manager.io/cluster-issuer: letsencrypt }' },
    'manifests/blog/all.yaml:24: metadata.annotations: names ClusterIssuer "letsencrypt", and nothing in the cluster makes certificates; list certManager(), or cert-manager by helmChart({ provides: [certificates], … })',
  ],
  [
    'a Secret that nothing makes',
    { more: 'tls: [{ hosts: [blog.example.com], secretName: blog-tls }]' },
    "manifests/blog/all.yaml:24: spec.tls[0]: names Secret blog/blog-tls, which no component makes or states; state it in the component's secrets (tls.crt and tls.key)",
  ],
  [
    'a Service that is missing',
    { backend: '{ name: wbe, port: { number: 80 } }' },
    'manifests/blog/all.yaml:24: spec.rules[0].http.paths[0]: names Service blog/wbe, which no component makes; did you mean "web"?',
  ],
  [
    'a port that its Service does not offer',
    { backend: '{ name: web, port: { number: 8080 } }' },
    'manifests/blog/all.yaml:24: spec.rules[0].http.paths[0]: names port 8080 of Service blog/web, which does not offer it; use one of 80, or offer that port',
  ],
])('an Ingress with %s is reported', (_, written, expected) => {
  const reported = wrong([deployment, service(), ingress(written)]);
  expect(reported).toEqual([expected]);
});

test('an Ingress without a class belongs to the default one, and is reported where none is the default', () => {
  expect(wrong([deployment, service(), ingress({ className: '' })])).toEqual([]);
  const onCilium = (components: readonly Component[]): ClusterInput => {
    const plugin = cilium({
      version: '1.19.6',
      apiServer: { host: '127.0.0.1', port: 6444 },
      ingress: { mode: 'shared' },
      loadBalancer: { pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] },
    });
    return { ...ciliumCluster([]), components: [plugin, ...components] };
  };
  expect(wrong([deployment, service(), ingress({ className: '' })], { cluster: onCilium })).toEqual([
    `${at}: the Ingress names no class, and cilium is not the default; write ingressClassName: cilium`,
  ]);
});

test('an Ingress in a cluster that serves none is reported once, where it is written', () => {
  const without = (components: readonly Component[]): ClusterInput =>
    smallCluster(components, {
      distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['traefik'] }),
    });
  expect(wrong([deployment, service(), ingress()], { cluster: without })).toEqual([
    `${at}: nothing in the cluster is known to serve Ingresses; list what serves them, or write an HTTPRoute for a Gateway of the cluster`,
  ]);
});

const shop = (host: string, paths: readonly string[]): Component =>
  app({
    name: 'shop',
    image: 'registry.example.com/shop:1.0.0',
    ports: { http: 8080 },
    exposure: { kind: 'route', hosts: [host], paths: [...paths] },
  });

test.each<[written: Written, paths: readonly string[], isTaken: boolean]>([
  [{}, ['/'], true],
  [{ path: '/api/', type: 'ImplementationSpecific' }, ['/api'], true],
  [{ path: '/api', type: 'Exact' }, ['/api'], false],
  [{ path: '/api' }, ['/'], false],
  [{ host: 'other.example.com' }, ['/'], false],
  [{ host: '' }, ['/'], false],
])('an Ingress with %j beside an app with paths %j: taken twice is %s', (written, paths, isTaken) => {
  const messages = wrong([deployment, service(), ingress(written)], {
    others: [shop('blog.example.com', paths)],
  });
  expect(messages).toEqual(
    isTaken
      ? [expect.stringContaining('is a route of blog as well; give one of them another host or path')]
      : [],
  );
});

test('two Ingresses of one folder with the same host and path are reported', () => {
  expect(wrong([deployment, service(), ingress(), ingress({ name: 'web2' })])).toEqual([
    'manifests/blog/all.yaml:33: spec.rules[0].http.paths[0]: "blog.example.com" with path "/" is a route of blog as well; give one of them another host or path',
  ]);
});

test('an HTTPRoute to a Gateway that nothing makes is reported', () => {
  expect(wrong([deployment, service(), httpRoute()])).toEqual([
    expect.stringContaining('names Gateway gateways/front, which no component makes; '),
  ]);
});

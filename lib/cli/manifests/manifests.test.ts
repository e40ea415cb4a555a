import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Component } from '../../component';
import { manifests, type ManifestsProps } from '../../components/manifests';
import { type Cluster, defineCluster } from '../../plan';
import { smallCluster } from '../../testing/clusters';
import { readFileSync } from 'node:fs';
import { synthesize, type SynthResult } from '../synthesize';
import { withFolders } from './with-folders';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-manifests-'));
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web, tier: front }
    spec:
      enableServiceLinks: false
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: web
          image: registry.example.com/web:1.0.0
          ports: [{ name: http, containerPort: 8080 }]
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
const service = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { tier: front }
  ports: [{ port: 80, targetPort: http }]
`;

const blog = (props: Partial<ManifestsProps> = {}): Component =>
  manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog', connects: { web: [] }, ...props });

function synth(...components: readonly Component[]): SynthResult {
  const clusters: readonly Cluster[] = [defineCluster(smallCluster(components))];
  return synthesize({ root, clusters: withFolders(root, clusters), all: true, check: false });
}

test('the objects of a folder become an app with its Application, project and policies', () => {
  put('manifests/blog/web.yaml', `${deployment}---\n${service}`);
  const { problems, findings, files } = synth(blog({ open: { web: { http: 'cluster' } } }));
  expect({ problems, findings }).toEqual({ problems: [], findings: [] });
  expect(files.map(({ path }) => path).filter((path) => path.includes('blog'))).toEqual([
    'dist/small/blog/deployment-web.yaml',
    'dist/small/blog/service-web.yaml',
    'dist/small/namespaces/namespace-blog.yaml',
    'dist/small/namespaces/networkpolicy-default-deny.blog.yaml',
    'dist/small/namespaces/networkpolicy-blog-web.blog.yaml',
    'apps/small/appproject-blog.yaml',
    'apps/small/application-blog.yaml',
  ]);
  const written = (path: string) => readFileSync(join(root, path), 'utf8');
  expect(written('dist/small/blog/service-web.yaml')).toBe(
    [
      'apiVersion: v1',
      'kind: Service',
      'metadata:',
      '  labels:',
      '    app.kubernetes.io/instance: blog',
      '    app.kubernetes.io/managed-by: asterism',
      '    app.kubernetes.io/name: manifests',
      '  name: web',
      '  namespace: blog',
      'spec:',
      '  ports:',
      '    - port: 80',
      '      targetPort: http',
      '  selector:',
      '    tier: front',
      '',
    ].join('\n'),
  );
  // By its own selector, and by the label that the Service selects.
  expect(written('dist/small/namespaces/networkpolicy-blog-web.blog.yaml')).toContain(
    '  podSelector:\n    matchLabels:\n      app: web\n      tier: front\n',
  );
  expect(written('apps/small/appproject-blog.yaml')).toContain(
    [
      '  namespaceResourceWhitelist:',
      "    - group: ''",
      '      kind: Service',
      '    - group: apps',
      '      kind: Deployment',
      '',
    ].join('\n'),
  );
});

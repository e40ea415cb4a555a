import { manifests, type ManifestsProps } from '../components/manifests';
import { defineCluster, withContents } from '../plan';
import { bundleOf, contentsOf } from '../synth';
import { smallCluster } from '../testing/clusters';
import { problemText } from '../values';
import type { Finding } from './finding';
import { findingsIn } from './rules';

const whole = `
spec:
  enableServiceLinks: false
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: registry.example.com/web:1.0.0
      resources: { requests: { cpu: 10m }, limits: { memory: 64Mi } }
      readinessProbe: { tcpSocket: { port: 80 } }
      livenessProbe: { tcpSocket: { port: 80 } }
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`;
const pod = (spec = whole) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: web, labels: { app: web } }${spec}`;
const job = `apiVersion: batch/v1\nkind: Job\nmetadata: { name: web }\nspec:\n  template:${whole
  .replace(/ {6}\w+Probe.*\n/g, '')
  .replaceAll('\n', '\n    ')}`;

function findings(
  text: string,
  props: Partial<ManifestsProps> = { connects: { web: [] } },
): readonly Finding[] {
  const blog = manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog', ...props });
  const cluster = defineCluster(smallCluster([blog]));
  const refuse = (problem: Parameters<typeof problemText>[0]): never => {
    throw new Error(problemText(problem));
  };
  if (cluster.plan === undefined) throw new Error(cluster.problems.map(problemText).join('\n'));
  const path = 'manifests/blog/web.yaml';
  const files = { texts: new Map([[path, text]]), isWhole: true, paths: [path] };
  const { plan, problems } = withContents(
    cluster,
    contentsOf(cluster.plan, new Map([['blog', files]]), refuse),
  );
  problems.forEach(refuse);
  return plan === undefined ? [] : findingsIn(bundleOf(plan, new Map()));
}

test('the next step gives the reasons for what is missing, and no others', () => {
  const text = pod(whole.replace('enableServiceLinks: false', 'enableServiceLinks: true'));
  expect(findings(text).map(({ next }) => next)).toEqual([
    'write it there: without it, every Service of the namespace adds variables to the environment of the pod',
  ]);
});

test.each<[what: string, text: string, lacks: string | undefined]>([
  ['with all that the contract asks for', pod(), undefined],
  ['that runs to its end, without probes', job, undefined],
  [
    'with links to Services',
    pod(whole.replace('enableServiceLinks: false', 'enableServiceLinks: true')),
    'enableServiceLinks: false',
  ],
  ['without a request for cpu', pod(whole.replace('cpu: 10m', 'memory: 64Mi')), 'requests.cpu of web'],
  [
    'without a limit',
    pod(whole.replace('limits: { memory: 64Mi }', 'limits: {}')),
    'requests.memory of web and limits.memory of web',
  ],
  [
    'with requests and no limit',
    pod(whole.replace('cpu: 10m }, limits: { memory: 64Mi }', 'cpu: 10m, memory: 64Mi }')),
    'limits.memory of web',
  ],
  [
    'without a readiness probe',
    pod(whole.replace('readinessProbe', 'startupProbe')),
    'readinessProbe of web',
  ],
  ['without a liveness probe', pod(whole.replace('livenessProbe', 'startupProbe')), 'livenessProbe of web'],
])('a pod of a folder %s', (_, text, lacks) => {
  const found = findings(text);
  const kind = text === job ? 'Job' : 'Pod';
  expect(found.map(({ rule, severity, at, reason }) => ({ rule, severity, at, reason }))).toEqual(
    lacks === undefined
      ? []
      : [
          {
            rule: 'folder-pods',
            severity: 'warning',
            at: 'manifests/blog/web.yaml:1',
            reason: `${kind} web lacks ${lacks}`,
          },
        ],
  );
});

test.each<[how: string, props: Partial<ManifestsProps>, isStated: boolean]>([
  ['nothing', {}, false],
  ['that it connects to nothing', { connects: { web: [] } }, true],
  ['who may connect', { open: { web: {} } }, true],
])('pods of which the component states %s', (_, props, isStated) => {
  expect(findings(pod(), props).map(({ reason }) => reason)).toEqual(
    isStated
      ? []
      : [
          'blog states no flows of Pod web, so its pods can open no connection, and only components that declare it can connect to them',
        ],
  );
});

test.each([
  ['registry.example.com/web', 'image "registry.example.com/web" has neither tag nor digest'],
  ['web', 'image "docker.io/web" has neither tag nor digest'],
  [
    'registry.example.com:5000/web:latest',
    'image "registry.example.com:5000/web:latest" uses a tag that moves',
  ],
  ['web:1.0.0', undefined],
  [`web@sha256:${'0'.repeat(64)}`, undefined],
])('image %s of a folder is another one after a restart, or not', (image, reason) => {
  const found = findings(pod(whole.replace('registry.example.com/web:1.0.0', image)));
  expect(found).toEqual(
    reason === undefined
      ? []
      : [
          {
            rule: 'folder-pods',
            severity: 'warning',
            at: 'manifests/blog/web.yaml:1',
            reason: `container web of Pod web: ${reason}`,
            next: 'write a tag with the version, or a digest',
          },
        ],
  );
});

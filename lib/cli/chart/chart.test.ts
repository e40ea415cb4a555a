import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { helmChart } from '../../components';
import { type Cluster, defineCluster } from '../../plan';
import { smallCluster } from '../../testing/clusters';
import { openProject } from '../../testing/project';
import { setStage, type StubRule } from '../../testing/stub-programs';
import { untyped } from '../../testing/untyped';
import { takeFacts } from './chart';
import type { ChartOptions } from './target';

const project = openProject();
afterAll(project.remove);

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: podinfo }
spec:
  selector: { matchLabels: { app: podinfo } }
  template:
    metadata: { labels: { app: podinfo } }
    spec: { containers: [{ name: podinfo, image: ghcr.io/example/podinfo:6.7.1, ports: [{ name: http, containerPort: 9898 }] }] }`;

/** Unpacks a chart as Helm does: into the last word of its call. */
const pull =
  'for folder do :; done; mkdir -p "$folder/podinfo"; echo "replicaCount: 1" >"$folder/podinfo/values.yaml"';
const print = (text: string) => `cat <<'END'\n${text}\nEND`;
const works: readonly StubRule[] = [
  ['pull *', pull],
  ['template *', print(deployment)],
];

const chart = `name: 'podinfo', namespace: 'podinfo', repository: 'https://charts.example.com', chart: 'podinfo', connects: { podinfo: [] }`;
const cluster = (rest: string) => {
  project.clusters({
    home: `require('${join(__dirname, '../../components')}').helmChart({ ${chart}, ${rest} })`,
  });
};

/** Runs the program with a stand-in for Helm. */
async function run(rules: readonly StubRule[], ...words: readonly string[]) {
  const stage = setStage({}, { helm: rules });
  try {
    const ended = await project.run(['chart', ...words], { PATH: `${stage.folder}/bin:/usr/bin:/bin` });
    return { ...ended, calls: stage.calls() };
  } finally {
    stage.remove();
  }
}

const path = 'clusters/charts/podinfo.ts';

test('a chart of a cluster: its facts are written, an upgrade is shown first, and nothing else asks for them', async () => {
  cluster("version: '6.7.1'");
  const synth = await project.run(['synth']);
  expect(synth.err).toContain('home.components.podinfo.facts: nothing says what chart podinfo 6.7.1 makes');

  const first = await run(works, 'podinfo');
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toBe(
    `${path} was written\nnext: import { podinfoFacts } from './charts/podinfo', and write facts: podinfoFacts in helmChart()\n`,
  );
  expect(first.calls[0]).toMatch(
    /^helm pull podinfo --repo https:\/\/charts\.example\.com --version 6\.7\.1 --untar --untardir \S+$/,
  );
  // As Argo CD renders it: for the cluster's version of Kubernetes, with its definitions.
  expect(first.calls[1]).toMatch(
    /^helm template podinfo \S+\/podinfo --namespace podinfo --include-crds --values - --kube-version 1\.33\.5$/,
  );
  const written = project.read(path);
  expect(written).toContain("ports: [{ name: 'http', port: 9898, transport: 'tcp' }]");

  expect(await run(works, 'podinfo')).toMatchObject({ code: 0, out: `${path} is up to date\n`, err: '' });

  cluster("version: '6.8.0'");
  const upgrade = await run(works, 'podinfo');
  expect(upgrade).toMatchObject({
    code: 1,
    err: `${path} was left as it is; read what changes above, and run it again with --write\n`,
  });
  expect(upgrade.out).toContain("-  version: '6.7.1',\n+  version: '6.8.0',\n");
  expect(project.read(path)).toBe(written);
  expect(await run(works, 'podinfo', '--write')).toMatchObject({ code: 0, err: '' });
  expect(project.read(path)).toContain("version: '6.8.0'");
}, 120_000);

test('a chart that no cluster lists yet is described by options', async () => {
  cluster("version: '6.7.1'");
  project.write('values.yaml', 'replicaCount: 2\n');
  const { calls, ...ended } = await run(
    works,
    ...['other', '--repo', 'oci://registry.example.com/charts', '--chart', 'podinfo', '--version', '6.7.1'],
    ...['--namespace', 'web', '--values', join(project.folder, 'values.yaml')],
  );
  expect(ended).toMatchObject({
    code: 0,
    err: "warning Deployment podinfo: nothing states what its pods connect to, so they can open no connection; state it in connects of other: connects: { 'podinfo': [] } where they need none\n",
  });
  expect(calls[0]).toMatch(/^helm pull oci:\/\/registry\.example\.com\/charts\/podinfo --version 6\.7\.1 /);
  expect(project.read('clusters/charts/other.ts')).toMatch(
    /export const otherFacts = chartFacts\(\{[^]*release: 'other',\n {2}namespace: 'web',/,
  );
}, 60_000);

/** Clusters that list podinfo, each with what it changes. */
function listing(...changes: readonly object[]): readonly Cluster[] {
  const settings = {
    name: 'podinfo',
    namespace: 'podinfo',
    repository: 'https://charts.example.com',
    chart: 'podinfo',
    version: '6.7.1',
    connects: { podinfo: [] },
  };
  return changes.map((change, index) =>
    defineCluster({
      ...smallCluster([untyped(helmChart)({ ...settings, ...change })]),
      name: ['home', 'work'][index] ?? '',
    }),
  );
}

/** Takes facts in this process, with a stand-in for Helm. */
async function take(
  rules: readonly StubRule[],
  clusters: readonly Cluster[],
  name: string,
  options: ChartOptions = {},
  path?: string,
) {
  const stage = setStage({}, { helm: rules });
  const lines = { out: [''], err: [''] };
  const printed = [
    jest.spyOn(console, 'log').mockImplementation((line: unknown) => void lines.out.push(String(line))),
    jest.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.err.push(String(line))),
  ];
  const { PATH } = process.env;
  process.env['PATH'] = path ?? `${stage.folder}/bin:${PATH ?? ''}`;
  try {
    const code = await takeFacts(name, options, clusters, project.folder);
    return { code, out: lines.out.slice(1), err: lines.err.slice(1), calls: stage.calls() };
  } finally {
    process.env['PATH'] = PATH;
    for (const spy of printed) spy.mockRestore();
    stage.remove();
  }
}

const failing = (text: string) => `echo '${text}' >&2; exit 1`;
const elsewhere = { repo: 'https://a.example.com' };
test.each<[string, object, readonly StubRule[], string, ChartOptions, string]>([
  [
    'a chart that is not in the repository',
    {},
    [['pull *', failing('Error: chart "podinfo" version "6.7.1" not found')]],
    'podinfo',
    {},
    'helm pull: failed: chart "podinfo" version "6.7.1" not found; correct repository, chart and version, and run it again',
  ],
  [
    'a Helm that does nothing',
    {},
    [['pull *', 'exit 0']],
    'podinfo',
    {},
    'helm pull: Helm ended without an error, and wrote no chart; run helm version; replace the program if it is not Helm 3 or 4',
  ],
  [
    'values that the chart refuses',
    {},
    [
      ['pull *', pull],
      ['template *', failing('Error: values do not meet the specifications of the schema(s)')],
    ],
    'podinfo',
    {},
    'helm template: failed: values do not meet the specifications of the schema(s); correct the values in the cluster file, and run it again',
  ],
  [
    'a value that Helm drops with a warning',
    {},
    [
      ['pull *', pull],
      [
        'template *',
        `echo 'coalesce.go:298: warning: cannot overwrite table with non table for podinfo.ingress (map[])' >&2; ${print(deployment)}`,
      ],
    ],
    'podinfo',
    {},
    'helm template: cannot overwrite table with non table for podinfo.ingress (map[]); correct the values, and run it again',
  ],
  [
    'output that is not a manifest',
    {},
    [
      ['pull *', pull],
      ['template *', 'echo hello'],
    ],
    'podinfo',
    {},
    'helm template: it printed something that is not an object of Kubernetes (without a kind); report it to the authors of the chart, or change the values',
  ],
  [
    'a values key that the chart does not have',
    { values: { replicaCuont: 2 } },
    works,
    'podinfo',
    {},
    'values.replicaCuont: chart podinfo 6.7.1 does not have this value: it renders the same without it; did you mean "replicaCount"?',
  ],
  [
    'a name that is misspelt',
    {},
    works,
    'podinf',
    {},
    'main.ts: no component "podinf" was made with helmChart(); did you mean "podinfo"?',
  ],
  [
    'a cluster that is misspelt',
    {},
    works,
    'podinfo',
    { cluster: 'hom' },
    '--cluster: no cluster is named "hom"; did you mean "home"?',
  ],
  [
    'a chart that is described and listed',
    {},
    works,
    'podinfo',
    { ...elsewhere, version: '1.0.0' },
    '--repo: home lists podinfo, which says this itself; leave --repo and --version out',
  ],
  [
    'a range of versions',
    {},
    works,
    'other',
    { ...elsewhere, version: '6.x' },
    '--version: "6.x" is not one version of a chart; write all of it, such as 6.7.1',
  ],
  [
    'no version',
    {},
    works,
    'other',
    elsewhere,
    '--version: is missing; write one version of the chart, such as 6.7.1',
  ],
  [
    'values that are not there',
    {},
    works,
    'other',
    { ...elsewhere, version: '1.0.0', values: 'none.yaml' },
    '--values: could not be read: it was not found (ENOENT); correct the path and run it again',
  ],
  [
    'settings that have not their shape',
    { release: 'No Name' },
    works,
    'podinfo',
    {},
    'home.components.podinfo.release: "No Name" is not a valid DNS name; write labels joined by dots, such as git.example.com',
  ],
])('%s: says what is wrong, and writes nothing', async (_, change, rules, name, options, message) => {
  const before = project.read(path);
  const { code, out, err } = await take(rules, listing(change), name, options);
  expect({ code, out, err }).toEqual({
    code: 2,
    out: [],
    err: [`error ${message}`, '1 error; nothing was written'],
  });
  expect(project.read(path)).toBe(before);
});

test.each([
  ['is not on the PATH', '/nowhere', false],
  ['may not be run', undefined, true],
])('where Helm %s, the message says where to get it', async (_, elsewhere, isLocked) => {
  const stage = setStage({}, { helm: works });
  if (isLocked) chmodSync(join(stage.folder, 'bin/helm'), 0o644);
  const { code, err } = await take(works, listing({}), 'podinfo', {}, elsewhere ?? `${stage.folder}/bin`);
  stage.remove();
  expect({ code, err }).toEqual({
    code: 2,
    err: [
      'error helm: not found on the PATH; install Helm 3 or later (https://helm.sh/docs/intro/install/), and run it again',
      '1 error; nothing was written',
    ],
  });
});

test('what Helm warns of is said, and does not stop it', async () => {
  const rules: readonly StubRule[] = [
    ['pull *', pull],
    ['template *', `echo 'walk.go:75: found symbolic link in path' >&2; ${print(deployment)}`],
  ];
  expect(await take(rules, listing({}), 'podinfo', { write: true })).toMatchObject({
    code: 0,
    err: ['warning helm template: found symbolic link in path; look whether it matters'],
  });
});

test('a key that the chart reads without listing it is not refused', async () => {
  const rules: readonly StubRule[] = [
    ['pull *', pull],
    // It prints the values that it reads, as a template may.
    ['template *', `echo 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'; printf 'data: '; cat`],
  ];
  const { code, err } = await take(rules, listing({ values: { hidden: 'a' } }), 'podinfo', { write: true });
  expect({ code, err }).toEqual({ code: 0, err: [] });
});

test('clusters that list it with other settings each have a file of their own', async () => {
  const clusters = listing({}, { version: '6.8.0' });
  expect(await take(works, clusters, 'podinfo')).toMatchObject({
    code: 2,
    err: [
      'error podinfo: home and work list it with other settings; choose one: asterism chart podinfo --cluster home',
      '1 error; nothing was written',
    ],
  });
  expect(await take(works, clusters, 'podinfo', { cluster: 'work' })).toMatchObject({ code: 0, err: [] });
  expect(project.read('clusters/charts/work-podinfo.ts')).toContain('export const workPodinfoFacts = ');
});

test('clusters that list it in the same way share a file', async () => {
  await take(works, listing({}, {}), 'podinfo', { write: true });
  expect(await take(works, listing({}, {}), 'podinfo')).toMatchObject({
    code: 0,
    out: [`${path} is up to date`],
  });
});

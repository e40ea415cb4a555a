import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { Component } from '../../component';
import { manifests, type ManifestsProps } from '../../components/manifests';
import { type Cluster, defineCluster } from '../../plan';
import { smallCluster } from '../../testing/clusters';
import { made, to, workloadOf } from '../../testing/components';
import { openProject } from '../../testing/project';
import { problemText } from '../../values';
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

const object = (fields: string, kind = 'ConfigMap', apiVersion = 'v1') =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\n${fields}`;
const named = 'metadata: { name: a }\n';

/** What keeps a folder from being shipped, or what is found in it: place, reason and next step, a line each. */
function wrongIn(...components: readonly Component[]): readonly string[] {
  const { problems, findings, files } = synth(...components);
  expect(files).toEqual([]);
  return [...problems, ...findings].map(problemText);
}

const file = 'manifests/blog/a.yaml';

test.each<[what: string, text: string, expected: string]>([
  [
    'a key twice',
    object('metadata:\n  name: a\n  name: b\n'),
    `${file}:5: key "name" is there twice; keep one of them`,
  ],
  ['a value without an end', object('metadata: {'), `${file}:3: cannot be read as YAML: `],
  ['a tab in place of blanks', object('metadata:\n\tname: a\n'), `${file}:4: cannot be read as YAML: `],
  ['a template of Helm', 'a: 1\n{{ if .Values.x }}\n', `${file}:2: cannot be read as YAML: `],
  [
    'an unknown tag',
    object(`${named}data: { a: !!binary aGk= }\n`),
    `${file}:4: cannot be read as YAML: unknown scalar tag`,
  ],
  [
    'an alias of nothing',
    object(`${named}data: *none\n`),
    `${file}:4: cannot be read as YAML: unidentified alias "none"`,
  ],
  [
    'an alias that leads back',
    object(`${named}data: &a { b: *a }\n`),
    `${file}:1: an alias leads back to what contains it; write the value out`,
  ],
  [
    'aliases that explode',
    object(
      `${named}x0: &x0 [a]\n${Array.from({ length: 12 }, (_, at) => `x${at + 1}: &x${at + 1} [${`*x${at},`.repeat(9)}]\n`).join('')}`,
    ),
    `${file}:1: it has `,
  ],
  [
    'a word with two meanings',
    object(`${named}data: { a: on }\n`),
    `${file}:4: "on" is a boolean to kubectl and text to YAML 1.2; put it in quotes`,
  ],
  [
    'a number with two meanings',
    object(`${named}data: { a: 1_000 }\n`),
    `${file}:4: "1_000" is a number to kubectl and text to YAML 1.2; `,
  ],
  [
    'a number too large',
    object(`${named}spec: { a: 99999999999999999999 }\n`),
    `${file}:4: "99999999999999999999" is a number too large to be kept exactly; `,
  ],
  [
    'a text in place of an object',
    'just a text\n',
    `${file}:1: "just a text" is not an object of Kubernetes; write apiVersion, kind and metadata`,
  ],
  ['a list in place of an object', '- a\n', `${file}:1: `],
  ['an object without a kind', `apiVersion: v1\n${named}`, `${file}:1: an object `],
  [
    'an object without a name',
    object('metadata: {}\n'),
    `${file}:1: an object ("ConfigMap" undefined) whose metadata.name is undefined; correct it`,
  ],
  [
    'a label that is a number',
    object('metadata: { name: a, labels: { a: 1 } }\n'),
    `${file}:1: an object ("ConfigMap" "a") whose metadata.labels.a is 1; write a string; `,
  ],
  [
    'a List',
    object('items: [{}, {}]\n', 'List'),
    `${file}:1: a List of 2 objects, which Argo CD would take for one; write each as a document of its own`,
  ],
  [
    'a Secret',
    object(`${named}stringData: { a: hunter2hunter2 }\n`, 'Secret'),
    `${file}:1: ("Secret" "a") is a Secret, so everyone who can read the repository could read its values; remove it and change its values`,
  ],
  [
    'a password in another object',
    object(`${named}data: { config: "password: hunter2hunter2" }\n`),
    `${file}:1: data.config: holds `,
  ],
  [
    'a misspelt list of containers',
    object(
      `${named}spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { contianers: [] } } }\n`,
      'Deployment',
      'apps/v1',
    ),
    `${file}:1: ("Deployment" "a") has no containers in its pods; write containers, or look for a misspelt key`,
  ],
  [
    'a selector that selects none of its pods',
    object(
      `${named}spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: c } }, spec: { containers: [{ name: a }] } } }\n`,
      'Deployment',
      'apps/v1',
    ),
    `${file}:1: the selector of ("Deployment" "a") does not match the labels of its pods; give the pod template the labels of the selector`,
  ],
  [
    'a ConfigMap that Kubernetes cannot store',
    object(`${named}data: { a: ${'x'.repeat(1_100_000)} }\n`),
    `${file}:1: ("ConfigMap" "a") has 1100001 bytes of data, and Kubernetes stores at most 1048576; split it`,
  ],
  [
    'a Namespace',
    object('metadata: { name: blog }\n', 'Namespace'),
    `${file}:1: ("Namespace" "blog") is a namespace, and asterism makes those of components; remove it`,
  ],
  [
    'a foreign namespace',
    object('metadata: { name: a, namespace: kube-system }\n'),
    `${file}:1: ConfigMap kube-system/a names namespace kube-system, and its component lives in blog; write blog`,
  ],
  [
    'an object twice',
    `${object(named)}---\n# once more\n${object(named)}`,
    `${file}:6: ConfigMap blog/a is in ${file}:1 as well; remove one of them`,
  ],
  [
    'an unknown kind of Kubernetes',
    object(named, 'Confgmap'),
    `${file}:1: Kubernetes 1.33 does not serve kind Confgmap in v1; did you mean "ConfigMap"?`,
  ],
  ['an old version of a kind', object(named, 'Ingress', 'extensions/v1beta1'), `${file}:1: `],
  [
    'an unknown custom kind',
    object(named, 'Widget', 'example.com/v1'),
    `${file}:1: no component defines kind Widget of example.com`,
  ],
  [
    'nothing but comments',
    '# nothing\n---\n',
    'small.components.blog.folder: "manifests/blog" has no object in it, so the objects that it had would be pruned; ',
  ],
  [
    'pods that the restricted level refuses',
    deployment.replace('runAsNonRoot: true, ', ''),
    `${file}:1: spec.template.spec.containers.web.securityContext.runAsNonRoot: `,
  ],
  [
    'a port that a Service cannot find',
    `${deployment}---\n${service.replace('targetPort: http', 'targetPort: htp')}`,
    `${file}:19: spec.ports[0].targetPort: no pod behind the Service (blog/web)`,
  ],
])('%s is refused where it is written', (what, text, expected) => {
  put(file, text);
  const connects = what.startsWith('pods') || what.startsWith('a port') ? { web: [] } : {};
  expect(wrongIn(blog({ connects })).join('\n')).toContain(expected);
});

test.each<[what: string, make: () => void, expected: string]>([
  [
    'that does not exist',
    () => undefined,
    'small.components.blog.folder: "manifests" does not exist; name a folder of the project',
  ],
  [
    'that is a file',
    () => {
      put('manifests/blog', '');
    },
    'small.components.blog.folder: "manifests/blog" is not a folder; ',
  ],
  [
    'that is empty',
    () => {
      put('manifests/blog/README.md', 'x');
    },
    'small.components.blog.folder: "manifests/blog" has no object in it',
  ],
  [
    'that is a link',
    () => {
      put('elsewhere/a.yaml', object(named));
      mkdirSync(join(root, 'manifests'));
      symlinkSync('../elsewhere', join(root, 'manifests/blog'));
    },
    'small.components.blog.folder: "manifests/blog" is a link, which may lead out of the project; ',
  ],
  [
    'with a link to a file outside',
    () => {
      put('manifests/blog/b.yaml', object(named));
      symlinkSync('/etc/passwd', join(root, file));
    },
    `${file}: is a link, which may lead out of the folder; put the file itself there`,
  ],
  [
    'with a link to a folder outside',
    () => {
      put('manifests/blog/b.yaml', object(named));
      symlinkSync('/etc', join(root, 'manifests/blog/etc'));
    },
    'manifests/blog/etc: is a link, which may lead out of the folder; ',
  ],
  [
    'with a pipe that no program writes to',
    () => {
      put('manifests/blog/b.yaml', object(named));
      execFileSync('mkfifo', [join(root, file)]);
    },
    `${file}: is not a regular file; remove it from the folder`,
  ],
  [
    'with a binary file',
    () => {
      put(file, 'a: \0');
    },
    `${file}: is a binary file; move it out of the folder`,
  ],
  [
    'with text that is not UTF-8',
    () => {
      put(file, '');
      writeFileSync(join(root, file), Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    },
    `${file}: is not text in UTF-8; `,
  ],
  [
    'with a huge file',
    () => {
      put(file, `# ${'x'.repeat(17 * 1024 * 1024)}\n`);
    },
    `${file}: has 17825795 bytes, and 16777216 is the limit; `,
  ],
  [
    'with a kustomization below it',
    () => {
      put('manifests/blog/base/kustomization.yaml', 'resources: []\n');
    },
    'manifests/blog/base/kustomization.yaml:1: is a kustomization in a folder below the one that the component names',
  ],
])('a folder %s is refused', (_, make, expected) => {
  make();
  expect(wrongIn(blog({ connects: {} })).join('\n')).toContain(expected);
});

test.each([
  ['dist/small/blog', '"dist/small/blog" is in dist/, which synth writes and prunes; '],
  ['apps', '"apps" is in apps/, which synth writes and prunes; '],
  ['node_modules/a', '"node_modules/a" is in node_modules/, which npm writes and prunes; '],
  ['../elsewhere', '"../elsewhere" is not a path below the project\'s root; '],
  ['.git', '".git" is not a path below the project\'s root; '],
])('folder %s is refused', (folder, expected) => {
  expect(wrongIn(blog({ folder })).join('\n')).toContain(`small.components.blog.folder: ${expected}`);
});

test.each(['manifests/blog', 'manifests/blog/more', 'manifests'])(
  'a folder that another component ships as well (%s) is refused',
  (folder) => {
    put('manifests/blog/more/a.yaml', object(named));
    expect(wrongIn(blog(), manifests({ name: 'log', namespace: 'log', folder }))).toEqual([
      `small.components.log.folder: "${folder}" and the folder of blog, "manifests/blog", share files; give each component a folder of its own, so that each object has one owner`,
    ]);
  },
);

test.each<[what: string, props: Partial<ManifestsProps>, expected: string]>([
  [
    'a workload',
    { connects: { wb: [] } },
    '.connects.wb: no object of the folder makes pods under the name "wb"; did you mean "web"?',
  ],
  [
    'a workload that is open',
    { open: { wb: {} } },
    '.open.wb: no object of the folder makes pods under the name "wb"; did you mean "web"?',
  ],
  [
    'a port',
    { open: { web: { htp: 'cluster' } } },
    '.open.web.htp: the pods of web have no port "htp"; did you mean "http"?',
  ],
  [
    'who connects inside',
    { inside: [{ from: 'wb', to: 'web', port: 'http', why: 'x' }] },
    '.inside[0].from: no object',
  ],
  [
    'a port inside',
    { inside: [{ from: 'web', to: 'web', port: '81', why: 'x' }] },
    '.inside[0].port: the pods of web have no port "81"; ',
  ],
])('%s that the folder does not have is refused', (_, props, expected) => {
  put(file, deployment);
  expect(wrongIn(blog(props)).join('\n')).toContain(`small.components.blog${expected}`);
});

test('a cluster keeps what else is known of it, whether its folder is right or wrong', () => {
  const cluster = defineCluster(smallCluster([blog()]));
  const known = { name: 'small', facts: cluster.facts, components: cluster.components, definedAs: cluster };
  const [wrong] = withFolders(root, [cluster]);
  put(file, deployment);
  const [right] = withFolders(root, [cluster]);
  expect(wrong).toMatchObject(known);
  expect(right).toMatchObject(known);
  expect([wrong?.plan, right?.plan].map((plan) => plan !== undefined)).toEqual([false, true]);
});

test('numbers are those that kubectl reads', () => {
  const list = '[0644, 0o644, 0x1f, 08, 1e3, -010, 2001-01-01]';
  put(
    file,
    `apiVersion: apps/v1\nkind: ControllerRevision\n${named}revision: 1\ndata: { a: "0644", x: ${list} }\n`,
  );
  const { problems, findings } = synth(blog({ connects: {} }));
  expect({ problems, findings }).toEqual({ problems: [], findings: [] });
  const text = readFileSync(join(root, 'dist/small/blog/controllerrevision-a.yaml'), 'utf8');
  expect(text).toContain("  a: '0644'");
  expect(text).toContain(
    "  x:\n    - 420\n    - 420\n    - 31\n    - 8\n    - 1000\n    - -8\n    - '2001-01-01'\n",
  );
});

test('each field of a wrong form is reported with its line', () => {
  put(
    'manifests/blog/web.yaml',
    `# Two documents.\n${service}---\n${deployment
      .replace('  selector: {', '  replcas: 3\n  selector: {')
      .replace('containerPort: 8080', 'containerPort: "8080"')}`,
  );
  expect(synth(blog()).findings.filter(({ rule }) => rule === 'object-fields')).toEqual([
    {
      rule: 'object-fields',
      at: 'manifests/blog/web.yaml:25: spec.template.spec.containers.web.ports.http.containerPort',
      reason: 'found "8080"',
      next: 'expected a whole number; write it without quotes: 8080',
    },
    {
      rule: 'object-fields',
      at: 'manifests/blog/web.yaml:14: spec.replcas',
      reason: 'unknown field "replcas"',
      next: 'did you mean "replicas"?',
    },
  ]);
});

test('each synth warns of what the pods of a folder lack, and of pods without stated flows', () => {
  put(file, deployment);
  const { warnings, findings, problems } = synth(blog({ connects: {} }));
  expect({ findings, problems }).toEqual({ findings: [], problems: [] });
  expect(warnings.map(problemText)).toEqual([
    `${file}:1: blog states no flows of Deployment web, so its pods can open no connection, and only components that declare it can connect to them; state them in connects, inside or open of blog: connects: { 'web': [] } where it needs none`,
    `${file}:1: Deployment web lacks requests.cpu of web, requests.memory of web, limits.memory of web, readinessProbe of web and livenessProbe of web; write it there: without requests the scheduler does not know what the pod needs, without limits a pod can take the memory of its node and without probes a stuck one stays`,
  ]);
  expect(synth(blog()).warnings).toHaveLength(1);
});

test('pods whose labels do not tell them apart get labels that do, and others keep theirs', () => {
  const job = deployment.replace('kind: Deployment', 'kind: Job').replace('apps/v1', 'batch/v1');
  const twin = deployment.replaceAll('name: web\nspec', 'name: twin\nspec');
  put(
    file,
    [
      deployment,
      twin,
      job
        .replace('      labels: { app: web, tier: front }', '      labels: {}')
        .replace('  name: web', '  name: seed')
        .replace('  selector: { matchLabels: { app: web } }\n', ''),
    ].join('---\n'),
  );
  const clusters = withFolders(root, [defineCluster(smallCluster([blog({ connects: {} })]))]);
  const workloads = clusters[0]?.plan?.components.flatMap((component) => component.workloads) ?? [];
  const added = (name: string) => ({
    'app.kubernetes.io/component': name,
    'app.kubernetes.io/instance': 'blog',
  });
  expect(workloads.map(({ name, pods }) => [name, pods])).toEqual([
    ['web', { app: 'web', ...added('web') }],
    ['twin', { app: 'web', ...added('twin') }],
    ['seed', added('seed')],
  ]);
});

test('another component connects to a Service of the folder, and to no port that it lacks', () => {
  put(file, `${deployment}---\n${service}`);
  const caller = (port: number) =>
    made({
      name: 'caller',
      plan: {
        workloads: [
          workloadOf('caller', {
            name: 'caller',
            connects: [
              to(
                manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog' }).endpoint('web', 80, {
                  targetPort: port,
                }),
              ),
            ],
          }),
        ],
      },
    });
  const right = synth(blog(), caller(8080));
  expect([...right.problems, ...right.findings].map(problemText)).toEqual([]);
  expect(wrongIn(blog(), caller(81))).toEqual([
    'small.components.caller: connects to tcp port 81 of blog (for talk), where nothing listens; hand over an endpoint of the component that is listed, whose pods listen on tcp 8080 (http)',
  ]);
});

test('the program reads the folder at each run, and says nothing else of a cluster with one', async () => {
  const project = openProject();
  try {
    project.clusters({ one: '' });
    project.write(
      'clusters/one.ts',
      readFileSync(join(project.folder, 'clusters/one.ts'), 'utf8')
        .replace('{ defineCluster }', '{ defineCluster, manifests }')
        .replace(
          'smallCluster([]',
          "smallCluster([manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog' })]",
        ),
    );
    const text = `${object(named)}data: { a: b }\n`;
    project.write(file, text);
    expect(await project.run(['synth'])).toMatchObject({ code: 0, err: '' });
    project.write(file, text.replace('a: b', 'a: c'));
    expect(await project.run(['synth'])).toMatchObject({ code: 0, err: '' });
    expect(project.written()['dist/one/blog/configmap-a.yaml']).toContain('a: c');
    project.write(file, text.replace('ConfigMap', 'Confgmap'));
    const broken = await project.run(['synth']);
    expect(broken).toMatchObject({ code: 1, out: '' });
    expect(broken.err).toContain(`${file}:1: Kubernetes 1.33 does not serve kind Confgmap in v1`);
  } finally {
    project.remove();
  }
}, 120_000);

describe('a kustomization', () => {
  const kustomization = 'manifests/blog/kustomization.yaml';
  const realPath = process.env['PATH'];

  afterEach(() => {
    process.env['PATH'] = realPath;
  });

  /** Puts a program of that name before all others on the PATH, or in place of them. */
  function program(name: string, script: string, alone = false): void {
    put(`bin/${name}`, `#!/bin/sh\n${script}`);
    chmodSync(join(root, `bin/${name}`), 0o755);
    process.env['PATH'] = alone ? join(root, 'bin') : `${join(root, 'bin')}${delimiter}${realPath ?? ''}`;
  }

  test('ships what kustomize makes of it', () => {
    put('manifests/base/kustomization.yaml', 'resources: [web.yaml]\n');
    put('manifests/base/web.yaml', deployment);
    put(kustomization, 'resources: [../base]\n');
    program(
      'kustomize',
      `test "$1 $2" = "build ${join(root, 'manifests/blog')}" && cat ${join(root, 'manifests/base/web.yaml')}`,
    );
    const clusters = withFolders(root, [defineCluster(smallCluster([blog()]))]);
    const content = clusters[0]?.plan?.components[0]?.content;
    expect(content?.objects.map(({ at }) => at)).toEqual(['manifests/blog ("Deployment" "web")']);
    expect([...(content?.paths ?? [])].sort()).toEqual([
      'manifests/base',
      'manifests/base/kustomization.yaml',
      'manifests/base/web.yaml',
      'manifests/blog',
      'manifests/blog/kustomization.yaml',
    ]);
  });

  test('is rendered by kubectl where kustomize is missing', () => {
    put(kustomization, 'resources: []\n');
    program('kubectl', `test "$1" = kustomize && echo '${object('metadata: { name: a }')}'`, true);
    expect(synth(blog({ connects: {} })).problems.map(problemText)).toEqual([]);
  });

  test.each<[what: string, text: string, expected: string]>([
    [
      'a base of the internet',
      'resources: ["https://example.com/base.git?ref=v1"]\n',
      `${kustomization}:1: "https://example.com/base.git?ref=v1" is not a file or folder of the project; put a copy into the project`,
    ],
    [
      'a base without a scheme',
      'resources:\n- github.com/example/base\n',
      `${kustomization}:1: "github.com/example/base" is not a file or folder of the project; `,
    ],
    [
      'a base outside of the project',
      'resources: [../../../other]\n',
      `${kustomization}:1: "../../../other" is not a file or folder of the project; `,
    ],
    [
      'a patch of the internet',
      'patches: [{ path: https://example.com/patch.yaml }]\n',
      `${kustomization}:1: "https://example.com/patch.yaml" is not`,
    ],
    [
      'a chart',
      'helmCharts: [{ name: a }]\n',
      `${kustomization}:1: helmCharts makes the result depend on what is not in the project; list the chart as helmChart({ … })`,
    ],
  ])('with %s is refused, and kustomize is not run', (_, text, expected) => {
    put(kustomization, text);
    program('kustomize', `touch ${root}/ran`);
    expect(wrongIn(blog()).join('\n')).toContain(expected);
    expect(() => readFileSync(join(root, 'ran'))).toThrow();
  });

  test.each<[what: string, run: () => void, expected: string]>([
    [
      'no program',
      () => {
        process.env['PATH'] = join(root, 'bin');
      },
      'manifests/blog: has a kustomization, and neither kustomize nor kubectl was found on the PATH; install kustomize',
    ],
    [
      'a program that fails',
      () => {
        program('kustomize', 'echo Warning: old >&2; echo "Error: no such resource" >&2; exit 1');
      },
      'manifests/blog: kustomize build failed: no such resource; run kustomize build there',
    ],
    [
      'a program that makes a Secret',
      () => {
        program('kustomize', "printf 'apiVersion: v1\\nkind: Secret\\nmetadata: {name: a}\\n'");
      },
      'manifests/blog ("Secret" "a"): ("Secret" "a") is a Secret',
    ],
    [
      'a program that makes nothing',
      () => {
        program('kustomize', 'true');
      },
      'small.components.blog.folder: "manifests/blog" has no object in it',
    ],
  ])('with %s says so', (_, run, expected) => {
    put(kustomization, 'resources: []\n');
    run();
    expect(wrongIn(blog()).join('\n')).toContain(expected);
  });
});

test('a file that cannot be read is the only problem, though the component states flows of its pods', () => {
  put('manifests/blog/a.yaml', `${deployment}  replicas: {\n`);
  expect(wrongIn(blog())).toEqual([expect.stringContaining('cannot be read as YAML')]);
});

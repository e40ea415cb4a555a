import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { manifests } from '../components/manifests';
import { type Cluster, defineCluster } from '../plan';
import { smallCluster } from '../testing/clusters';
import { broker } from '../testing/components';
import { openProject } from '../testing/project';
import { closedSources } from './closed-sources';
import { withFolders } from './manifests/with-folders';
import { noteRun } from './note-run';
import { sameRun, sameRunFile } from './same-run';
import { rememberSource } from './stale-sources';
import { synthesize } from './synthesize';

jest.setTimeout(300_000);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-same-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const cluster = defineCluster(smallCluster([broker('a')]));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Writes a project whose `main.ts` has this text, synthesizes it twice and notes the second run. */
function noted({
  clusters = [cluster],
  main = "import { run } from 'asterism';\nimport { a } from './clusters/a';\nvoid run([a]);\n",
}: { readonly clusters?: readonly Cluster[]; readonly main?: string } = {}): void {
  write('package.json', '{}');
  write('main.ts', main);
  write('clusters/a.ts', "import { defineCluster } from 'asterism';\n");
  for (const name of ['main.ts', 'clusters/a.ts', 'package.json']) rememberSource(join(root, name));
  const synth = () => synthesize({ root, clusters, all: true, check: false });
  expect(synth()).toMatchObject({ problems: [], findings: [] });
  // What changed just before a run began is not noted, as it may change once more within a tick of the clock.
  noteRun(root, clusters, synth(), Date.now() + 60_000);
}

const manifest = 'dist/small/a/configmap-a.yaml';
const list = 'dist/small/files.sha256';

test.each<[string, () => void]>([
  [
    'a cluster file has another text',
    () => {
      write('clusters/a.ts', "import { defineCluster } from 'asterisk';\n");
    },
  ],
  [
    'an editor replaces it',
    () => {
      write('clusters/new', "import { defineCluster } from 'asterism';\n");
      renameSync(join(root, 'clusters/new'), join(root, 'clusters/a.ts'));
    },
  ],
  [
    'a cluster file that nothing imports appears',
    () => {
      write('clusters/b.ts', '');
    },
  ],
  [
    'main.ts changes',
    () => {
      write('main.ts', '');
    },
  ],
  [
    'package.json changes',
    () => {
      write('package.json', '{ }');
    },
  ],
  [
    'tsconfig.json appears',
    () => {
      write('tsconfig.json', '{}');
    },
  ],
  [
    'npm installs',
    () => {
      write('node_modules/.package-lock.json', '{}');
    },
  ],
  [
    'a manifest is edited',
    () => {
      write(manifest, 'kind: Other\n');
    },
  ],
  [
    'a manifest is removed',
    () => {
      rmSync(join(root, manifest));
    },
  ],
  [
    'a manifest becomes a link',
    () => {
      renameSync(join(root, manifest), join(root, 'there'));
      symlinkSync(join(root, 'there'), join(root, manifest));
    },
  ],
  [
    'a list is removed',
    () => {
      rmSync(join(root, list));
    },
  ],
  [
    'a file of somebody else appears',
    () => {
      write('dist/small/a/extra.yaml', '');
    },
  ],
  [
    'a folder of another cluster appears',
    () => {
      mkdirSync(join(root, 'apps/other'));
    },
  ],
  [
    'a run was killed while it wrote',
    () => {
      mkdirSync(join(root, '.asterism-writing'));
    },
  ],
  [
    'the note is damaged',
    () => {
      write(sameRunFile, '{"summary":"","surroundings":');
    },
  ],
  [
    'the note names nothing',
    () => {
      write(sameRunFile, JSON.stringify({ ...sameRun(root), stamps: [] }));
    },
  ],
  [
    'another Node made it',
    () => {
      write(sameRunFile, JSON.stringify({ ...sameRun(root), surroundings: 'v1' }));
    },
  ],
])('a run is the same as the last one until %s', (_, change) => {
  noted();
  expect(sameRun(root)?.summary).toMatch(/^1 cluster, .* 0 files written, \d+ unchanged, 0 pruned/);
  change();
  expect(sameRun(root)).toBeUndefined();
});

test('a file of the library or of a package that changes makes another run', () => {
  write('elsewhere/part.js', '');
  rememberSource(join(root, 'elsewhere/node_modules/part.js'));
  noted();
  expect(sameRun(root)).toBeDefined();
  write('elsewhere/node_modules/part.js', '');
  expect(sameRun(root)).toBeUndefined();
});

test('a file that comes into a folder of manifests makes another run', () => {
  write(
    'manifests/blog/settings.yaml',
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { a: b }\n',
  );
  const blog = manifests({ name: 'blog', namespace: 'blog', folder: 'manifests/blog', connects: {} });
  noted({ clusters: withFolders(root, [defineCluster(smallCluster([blog]))]) });
  expect(sameRun(root)).toBeDefined();
  write('manifests/blog/more.yaml', '');
  expect(sameRun(root)).toBeUndefined();
});

test('a run that had something to write or to say is not noted, and neither is one whose files changed just now', () => {
  noted();
  rmSync(join(root, sameRunFile));
  const run = () => synthesize({ root, clusters: [cluster], all: true, check: false });
  const note = (began: number) => {
    noteRun(root, [cluster], run(), began);
    return sameRun(root);
  };
  expect(note(Date.now())).toBeUndefined();
  write('dist/small/foreign.yaml', '');
  expect(note(Date.now() + 60_000)).toBeUndefined();
  rmSync(join(root, 'dist/small/foreign.yaml'));
  rmSync(join(root, manifest));
  expect(note(Date.now() + 60_000)).toBeUndefined();
  expect(note(Date.now() + 60_000)).toBeDefined();
});

test('where a main.ts runs twice, neither run answers for both', () => {
  noted({
    main: "import { run } from 'asterism';\nimport { a } from './clusters/a';\nvoid run([a]);\nvoid run([]);\n",
  });
  expect(existsSync(join(root, sameRunFile))).toBe(false);
});

test.each([
  "import { readFileSync } from 'node:fs';",
  "import { names } from 'some-package';",
  "import data from './data.mjs';",
  "export * from './not-loaded';",
  "const { names } = require('./names');",
  "const { names } = await import('./names');",
  "const name = process.env['NAME'];",
  'const today = new Date();',
  'const one = Math.random();',
  "const all = globalThis['process'];",
  "const all = (() => 1).constructor('return process')();",
  'const here = import.meta.dirname;',
  "new Include(chart, 'x', { url: 'x.yaml' });",
  "new Helm(chart, 'x', { chart: 'x' });",
  "console.log('made');",
  'const sorted = names.sort((a, b) => a.localeCompare(b));',
])('what may see more than its own text is loaded at every run: %s', (line) => {
  const file = join(root, 'a.ts');
  writeFileSync(file, `import { defineCluster } from 'asterism';\nimport facts from './facts.json';\n`);
  writeFileSync(join(root, 'facts.json'), '{}');
  expect([...(closedSources(file)?.keys() ?? [])]).toEqual([file, join(root, 'facts.json')]);
  writeFileSync(file, `${readFileSync(file, 'utf8')}${line}\n`);
  expect(closedSources(file)).toBeUndefined();
});

test('asterism synth answers by the note, and reads all again for every option', () => {
  const project = openProject();
  try {
    project.clusters({ one: "broker('a')" });
    const synth = (...options: readonly string[]) =>
      spawnSync(
        process.execPath,
        ['--require', require.resolve('tsx/cjs'), join(__dirname, 'start.ts'), 'synth', ...options],
        { cwd: project.folder, encoding: 'utf8', env: { PATH: process.env['PATH'] ?? '' } },
      ).stdout;
    const note = join(project.folder, sameRunFile);
    for (let run = 0; run < 5 && sameRun(project.folder) === undefined; run++) synth();
    const text = readFileSync(note, 'utf8');
    writeFileSync(note, text.replace('"summary":"', '"summary":"as noted, '));
    expect(synth()).toMatch(/^as noted, 1 cluster, .* s\n$/);
    for (const options of [['--check'], ['--cluster', 'one'], ['--json'], ['--placeholders']])
      expect(synth(...options)).not.toContain('as noted');
  } finally {
    project.remove();
  }
});

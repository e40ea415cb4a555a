import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, defineCluster } from '../plan';
import { smallCluster } from '../testing/clusters';
import { broker } from '../testing/components';
import { openProject, type Project } from '../testing/project';
import { synthesize, type SynthResult } from './synthesize';

jest.setTimeout(120_000);

let project: Project;

beforeEach(() => {
  project = openProject();
});

afterEach(() => {
  project.remove();
});

const cluster = (name: string, ...components: Parameters<typeof smallCluster>[0]): Cluster =>
  defineCluster({ ...smallCluster(components), name });

const synth = (clusters: readonly Cluster[], all = true, check = false): SynthResult =>
  synthesize({ root: project.folder, clusters, all, check });

test.each([true, false])('a run over no cluster is refused and removes nothing (check: %s)', (check) => {
  expect(synth([cluster('one', broker('a'))]).problems).toEqual([]);
  const before = project.written();
  const { problems, changed } = synth([], true, check);
  expect({ problems, changed }).toEqual({
    problems: [
      {
        at: 'main.ts',
        reason: 'it lists no cluster',
        next: 'list the clusters in run([…]); to remove everything that synth wrote, delete dist/ and apps/',
      },
    ],
    changed: [],
  });
  expect(project.written()).toEqual(before);
});

test('a cluster file that main.ts does not import is named, and a file beside it that holds no cluster is not', async () => {
  project.clusters({ one: "broker('a')", two: "broker('b')" });
  project.write(
    'main.ts',
    readFileSync(join(project.folder, 'main.ts'), 'utf8')
      .replaceAll(/^.*clusters.two.*$/gm, '')
      .replace(', two]', ']'),
  );
  project.write('clusters/shared.ts', "export const size = '1Gi';\n");
  expect(await project.run(['synth'])).toMatchObject({
    code: 0,
    err: 'unlisted clusters/two.ts: main.ts does not import it, so nothing is made of its cluster; import it in main.ts and add it to the list of run([…]), or remove the file\n',
  });
  const json = await project.run(['synth', '--json']);
  expect(JSON.parse(json.out)).toMatchObject({ unlisted: [{ at: 'clusters/two.ts' }] });
});

test('a cluster that main.ts imports and leaves out of its list is named, wherever it is written', async () => {
  project.clusters({ one: "broker('a')", two: "broker('b')" });
  project.write('elsewhere.ts', "export { two } from './clusters/two';\nexport const nothing = undefined;\n");
  const main = readFileSync(join(project.folder, 'main.ts'), 'utf8');
  expect(main).toContain(', two]');
  project.write(
    'main.ts',
    main.replace(', two]', ']').replace('./clusters/two', './elsewhere') + 'void two;\n',
  );
  expect(await project.run(['synth'])).toMatchObject({
    code: 0,
    err: 'unlisted clusters/two.ts: main.ts leaves cluster two out of its list, so nothing is made of it; add it to run([…]) in main.ts, or remove it\n',
  });
});

test('a cluster that main.ts lists no more is named with the number of files that go, in a check and in a run', async () => {
  for (const made of [cluster('one', broker('a')), cluster('two', broker('b'))])
    expect(synth([made], false).problems).toEqual([]);
  project.clusters({ one: "broker('a')" });
  const check = await project.run(['synth', '--check']);
  expect(check.code).toBe(1);
  expect(check.err.split('\n')[0]).toBe(
    'gone two: main.ts lists no such cluster, so 28 files of it would be removed; if that is not meant, list it again and run synth',
  );
  const run = await project.run(['synth']);
  expect(run).toMatchObject({
    code: 0,
    err: 'gone two: main.ts lists no such cluster, so 28 files of it were removed; if that is not meant, list it again and run synth\n',
  });
});

describe('what a run was made from', () => {
  /** A component that waits, once it is loaded, until the test says `go`. */
  const slow = () => `made({ name: 'slow', plan: { build: (chart) => {
    const { existsSync, writeFileSync } = require('node:fs');
    writeFileSync('${project.folder}/waits', '');
    while (!existsSync('${project.folder}/go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    require('${join(__dirname, '../testing/components')}').configMap(chart, 'slow', 'slow');
  } } })`;

  async function whileItWaits(change: () => void): Promise<{ code: number | null; printed: string }> {
    project.clusters({ one: slow() });
    const { child, printed } = project.start(['synth']);
    const ended = once(child, 'close');
    while (!existsSync(join(project.folder, 'waits'))) await sleep(20);
    change();
    writeFileSync(join(project.folder, 'go'), '');
    await ended;
    return { code: child.exitCode, printed: printed() };
  }

  const changes: Readonly<Record<string, () => void>> = {
    'is saved in place': () => {
      writeFileSync(join(project.folder, 'clusters/one.ts'), 'export const one = 1;\n');
    },
    'is replaced by a file with an old time': () => {
      const file = join(project.folder, 'clusters/one.ts');
      writeFileSync(`${file}.new`, 'export const one = 1;\n');
      utimesSync(`${file}.new`, 1, 1);
      renameSync(`${file}.new`, file);
    },
  };

  test.each(Object.entries(changes))('stops it when a cluster file %s meanwhile', async (_, change) => {
    expect(await whileItWaits(change)).toEqual({
      code: 2,
      printed:
        'error clusters/one.ts: it changed after this run had read it; no file was changed; run synth again\n1 error\n',
    });
    expect(project.written()).toEqual({});
  });

  test('does not stop it when another file changes', async () => {
    const { code } = await whileItWaits(() => {
      mkdirSync(join(project.folder, 'docs'), { recursive: true });
      writeFileSync(join(project.folder, 'docs/x.md'), 'x\n');
    });
    expect(code).toBe(0);
  });
});

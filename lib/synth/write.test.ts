import { execFileSync, spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Problem } from '../values';
import { type Look, readTrees } from './read-trees';
import { stagingFolder } from './staging';
import { listMark, sha256 } from './tree';
import { applyPlan } from './write';
import { planWrite, type WritePlan } from './write-plan';

type Files = Readonly<Record<string, string>>;

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-write-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** A plan, and what it was made from. */
interface Planned {
  readonly plan: WritePlan;
  readonly look: Look;
}

function planned(wanted: Files, clusters: readonly string[] | 'all' = 'all'): Planned {
  const specs = Object.entries(wanted).map(([path, text]) => ({ path, text }));
  const read = readTrees(root, specs, clusters);
  if (!read.ok) throw new Error(read.problem.reason);
  return { plan: planWrite(specs, read.look.disk), look: read.look };
}

function applied({ plan, look }: Planned): Problem | undefined {
  return applyPlan(root, plan, look);
}

function written(wanted: Files, clusters: readonly string[] | 'all' = 'all'): WritePlan {
  const made = planned(wanted, clusters);
  expect(applied(made)).toBeUndefined();
  return made.plan;
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** Every file below the root but lists and staged ones, and every link and empty folder. */
function there(): Files {
  const found: Record<string, string> = {};
  const walk = (folder: string): void => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    if (entries.length === 0 && folder !== '') found[`${folder}/`] = '';
    for (const entry of entries) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (path === stagingFolder) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.name !== 'files.sha256')
        found[path] = entry.isFile() ? readFileSync(join(root, path), 'utf8') : 'link';
    }
  };
  walk('');
  return found;
}

/** Writes in a process of its own, as `synth` does, and gives the problem it told; empty for none. */
function inNode(files: Files): string {
  const input = JSON.stringify({
    root,
    specs: Object.entries(files).map(([path, text]) => ({ path, text })),
  });
  const script = `
    const { readTrees } = require('./lib/synth/read-trees.ts');
    const { planWrite } = require('./lib/synth/write-plan.ts');
    const { applyPlan } = require('./lib/synth/write.ts');
    const { root, specs } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    const { look } = readTrees(root, specs, 'all');
    const problem = applyPlan(root, planWrite(specs, look.disk), look);
    process.stdout.write(problem === undefined ? '' : problem.at + ': ' + problem.reason);
  `;
  const cwd = join(__dirname, '../..');
  return execFileSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    cwd,
    input,
    encoding: 'utf8',
  });
}

/** Where each file is stored and when it, or a folder, was changed. */
function stamps(): Readonly<Record<string, string>> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const stamp = (path: string): string => {
    const { ino, mtimeMs } = lstatSync(join(root, path));
    return `${ino} ${mtimeMs}`;
  };
  return Object.fromEntries(['.', ...paths].map((path) => [path, stamp(path)]));
}

const wanted: Files = {
  'dist/pi/a/x.yaml': 'x: 1\n',
  'dist/pi/a/y.yaml': 'y: 1\n',
  'dist/pi/z.yaml': 'z: 1\n',
  'apps/pi/a.yaml': 'a: 1\n',
};

describe('applyPlan', () => {
  test('writes into an empty project what is wanted, and a list of it', () => {
    written(wanted);
    expect(there()).toEqual(wanted);
    expect(readFileSync(join(root, 'dist/pi/files.sha256'), 'utf8')).toBe(
      `${listMark}\n${sha256('x: 1\n')}  a/x.yaml\n${sha256('y: 1\n')}  a/y.yaml\n${sha256('z: 1\n')}  z.yaml\n`,
    );
  });

  test('writes nothing the second time', () => {
    written(wanted);
    const before = stamps();
    written(wanted);
    expect(stamps()).toEqual(before);
  });

  test('writes only the files that change', () => {
    written(wanted);
    const before = stamps();
    written({ ...wanted, 'dist/pi/a/x.yaml': 'x: 2\n' });
    const after = stamps();
    const changed = Object.keys(after)
      .filter((path) => after[path] !== before[path])
      .sort();
    expect(changed).toEqual(['.', 'dist/pi', 'dist/pi/a', 'dist/pi/a/x.yaml', 'dist/pi/files.sha256']);
  });

  test('adds folders and files to a tree', () => {
    written(wanted);
    const more = {
      ...wanted,
      'dist/pi/b/c/d.yaml': 'd\n',
      'dist/pi/b/e.yaml': 'e\n',
      'dist/pi/a/f.yaml': 'f\n',
      'dist/lan/g.yaml': 'g\n',
    };
    written(more);
    expect(there()).toEqual(more);
  });

  test('prunes own files and the folders they leave empty, and nothing else', () => {
    written(wanted);
    put('dist/pi/mine/note.txt', 'mine');
    put('dist/readme.txt', 'mine');
    const plan = written({ 'dist/pi/z.yaml': 'z: 1\n', 'apps/pi/a.yaml': 'a: 1\n' });
    expect(there()).toEqual({
      'dist/pi/z.yaml': 'z: 1\n',
      'apps/pi/a.yaml': 'a: 1\n',
      'dist/pi/mine/note.txt': 'mine',
      'dist/readme.txt': 'mine',
    });
    expect(plan.foreign.map(({ path }) => path)).toEqual(['dist/pi/mine/note.txt']);
  });

  test('prunes the trees of clusters that are gone', () => {
    written({ ...wanted, 'dist/old/a/b.yaml': 'b\n' });
    written(wanted);
    expect(there()).toEqual(wanted);
    expect(existsSync(join(root, 'dist/old'))).toBe(false);
  });

  test('leaves the trees of other clusters with --cluster', () => {
    const old = { 'dist/old/a.yaml': 'a\n', 'apps/old/a.yaml': 'a\n' };
    written({ ...wanted, ...old });
    written({ 'dist/pi/z.yaml': 'z: 2\n' }, ['pi']);
    expect(there()).toEqual({ ...old, 'dist/pi/z.yaml': 'z: 2\n' });
  });

  test('leaves what was edited, wanted or not', () => {
    written(wanted);
    put('dist/pi/a/x.yaml', 'x: mine\n');
    put('dist/pi/z.yaml', 'z: mine\n');
    const rest = { 'dist/pi/a/x.yaml': 'x: 2\n', 'dist/pi/a/y.yaml': 'y: 1\n', 'apps/pi/a.yaml': 'a: 1\n' };
    for (let run = 0; run < 2; run++) {
      const plan = written(rest);
      expect(plan.edited.map(({ path, wanted: still }) => [path, still])).toEqual([
        ['dist/pi/a/x.yaml', true],
        ['dist/pi/z.yaml', false],
      ]);
      expect(there()).toEqual({ ...wanted, 'dist/pi/a/x.yaml': 'x: mine\n', 'dist/pi/z.yaml': 'z: mine\n' });
    }
  });

  test('writes an edited file again once it is removed', () => {
    written(wanted);
    put('dist/pi/z.yaml', 'z: mine\n');
    rmSync(join(root, 'dist/pi/z.yaml'));
    written(wanted);
    expect(there()).toEqual(wanted);
  });

  test('turns files into folders and back', () => {
    const file = { 'dist/pi/a': 'file\n', 'dist/pi/b': 'b\n' };
    const inside = { 'dist/pi/a/b/c': 'c\n', 'dist/pi/a/d': 'd\n', 'dist/pi/b': 'b\n' };
    for (const files of [file, inside, file, inside]) {
      written(files);
      expect(there()).toEqual(files);
    }
  });

  test('never follows a link out of the tree', () => {
    put('elsewhere/a/x.yaml', 'precious\n');
    put('elsewhere/old/b.yaml', 'precious\n');
    put('elsewhere/old/files.sha256', `${listMark}\n${sha256('precious\n')}  b.yaml\n`);
    put('dist/pi/files.sha256', `${listMark}\n${sha256('precious\n')}  a/x.yaml\n`);
    symlinkSync(join(root, 'elsewhere/a'), join(root, 'dist/pi/a'));
    symlinkSync(join(root, 'elsewhere/old'), join(root, 'dist/old'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'apps'));
    const plan = written(wanted);
    expect(there()).toEqual({
      'elsewhere/a/x.yaml': 'precious\n',
      'elsewhere/old/b.yaml': 'precious\n',
      'dist/pi/a': 'link',
      'dist/old': 'link',
      apps: 'link',
      'dist/pi/z.yaml': 'z: 1\n',
    });
    expect(plan.foreign).toEqual([
      { path: 'apps', kind: 'link', keepsOut: ['apps/pi/a.yaml'] },
      { path: 'dist/pi/a', kind: 'link', keepsOut: ['dist/pi/a/x.yaml', 'dist/pi/a/y.yaml'] },
    ]);
  });

  test('leaves a list that is a link, and everything around it', () => {
    put('mine.sha256', `${listMark}\n${sha256('x')}  x.yaml\n`);
    put('dist/pi/x.yaml', 'x');
    symlinkSync(join(root, 'mine.sha256'), join(root, 'dist/pi/files.sha256'));
    const before = stamps();
    expect(applied(planned({ 'dist/pi/y.yaml': 'y' }))).toBeUndefined();
    expect(stamps()).toEqual(before);
  });
});

/** Makes the n-th call of a file operation fail as the system would. */
function failAt(
  operation: 'accessSync' | 'writeFileSync' | 'renameSync' | 'unlinkSync',
  n: number,
  code: string,
): void {
  const original = fs[operation].bind(fs);
  let calls = 0;
  jest.spyOn(fs, operation).mockImplementation((...args: unknown[]) => {
    if (++calls === n) throw Object.assign(new Error(`${code}: refused`), { code, path: String(args[0]) });
    Reflect.apply(original, fs, args);
  });
}

describe('applyPlan when the system refuses', () => {
  const next: Files = {
    'dist/pi/a/x.yaml': 'x: 2\n',
    'dist/pi/n/y.yaml': 'y: 2\n',
    'apps/pi/a.yaml': 'a: 2\n',
  };

  test.each([2, 3, 4, 5, 6])('changes nothing when the disk is full at text %d', (n) => {
    written(wanted);
    const plan = planned(next);
    const before = there();
    failAt('writeFileSync', n, 'ENOSPC');
    const problem = applied(plan);
    jest.restoreAllMocks();
    expect(problem).toMatchObject({ next: 'make room and run it again' });
    expect(there()).toEqual(before);
    expect(written(next).edited).toEqual([]);
    expect(there()).toEqual(next);
  });

  test('says what it could not write, and that nothing was changed', () => {
    written(wanted);
    const plan = planned(next);
    failAt('writeFileSync', 3, 'ENOSPC');
    expect(applied(plan)).toEqual<Problem>({
      at: 'dist/pi/a/x.yaml',
      reason: 'could not be written: no space is left on the device (ENOSPC); no file was changed',
      next: 'make room and run it again',
    });
  });

  test('changes nothing when the system takes no such name', () => {
    written(wanted);
    const problem = inNode({ ...next, [`dist/pi/${'x'.repeat(300)}`]: 'long' });
    expect(problem).toContain('ENAMETOOLONG');
    expect(problem).toContain('no file was changed');
    expect(there()).toEqual(wanted);
  });

  test('changes nothing when one folder may not be written to', () => {
    written(wanted);
    const plan = planned(next);
    failAt('accessSync', 2, 'EACCES');
    expect(applied(plan)?.reason).toBe(
      'could not be written: permission is denied (EACCES); no file was changed',
    );
    expect(there()).toEqual(wanted);
  });

  test('changes nothing when one folder is on another file system', () => {
    written(wanted);
    const plan = planned(next);
    const [here, elsewhere] = [statSync(root), statSync(root)];
    elsewhere.dev += 1;
    jest
      .spyOn(fs, 'statSync')
      .mockImplementation((path) => (path === join(root, 'apps/pi') ? elsewhere : here));
    expect(applied(plan)).toEqual<Problem>({
      at: 'apps/pi',
      reason:
        'it is on another file system or mount than the project, so that no file can be moved into it at once; no file was changed',
      next: 'mount the whole project instead of this folder and run synth again',
    });
    expect(there()).toEqual(wanted);
  });

  test('changes nothing when one folder is a bind mount, which has the device number of what is mounted', () => {
    written(wanted);
    const made = planned(next);
    const original = fs.renameSync.bind(fs);
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (dirname(String(to)) === join(root, 'dist/pi/a'))
        throw Object.assign(new Error('EXDEV: cross-device link'), { code: 'EXDEV' });
      original(from, to);
    });
    expect(applied(made)).toEqual<Problem>({
      at: 'dist/pi/a',
      reason:
        'it is on another file system or mount than the project, so that no file can be moved into it at once; no file was changed',
      next: 'mount the whole project instead of this folder and run synth again',
    });
    expect(there()).toEqual(wanted);
  });

  test('changes nothing when a list changed after it was read', () => {
    written(wanted);
    const plan = planned(next);
    written({ ...wanted, 'dist/pi/z.yaml': 'z: 3\n' });
    expect(applied(plan)).toEqual<Problem>({
      at: 'dist/pi/files.sha256',
      reason:
        'it changed while this run made its files (another synth, git, or an edit by hand); no file was changed',
      next: 'run synth again',
    });
    expect(there()).toEqual({ ...wanted, 'dist/pi/z.yaml': 'z: 3\n' });
  });

  const steps = (['renameSync', 'unlinkSync'] as const).flatMap((step) =>
    [1, 2, 3, 4, 5, 6].map((n) => [step, n] as const),
  );
  test.each(steps)('leaves each file old or new after %s %d failed, and knows them all', (operation, n) => {
    written(wanted);
    const plan = planned(next);
    failAt(operation, n, 'EIO');
    const problem = applied(plan);
    jest.restoreAllMocks();
    for (const [path, text] of Object.entries(there())) expect([wanted[path], next[path]]).toContain(text);
    if (problem !== undefined)
      // The first rename takes the lock, before any file is touched.
      expect(problem.reason).toContain(
        operation === 'renameSync' && n === 1
          ? 'no file was changed'
          : 'some files are new and the others as they were',
      );
    const third = { 'dist/pi/a/x.yaml': 'x: 3\n', 'dist/pi/n/y.yaml': 'y: 3\n', 'dist/lan/b.yaml': 'b\n' };
    const healed = written(third);
    expect({ edited: healed.edited, foreign: healed.foreign, there: there() }).toEqual({
      edited: [],
      foreign: [],
      there: third,
    });
  });
});

describe('the staging folder', () => {
  const pidFile = join(stagingFolder, 'pid');

  test('keeps a second run out while the first one lives', () => {
    put(pidFile, String(process.pid));
    expect(inNode(wanted)).toContain(`process ${process.pid}`);
    expect(there()).toEqual({});
    expect(readFileSync(join(root, pidFile), 'utf8')).toBe(String(process.pid));
  });

  test('is not taken for one when a file has its name', () => {
    put(stagingFolder, 'mine');
    expect(inNode(wanted)).toContain('a file has the name of the folder in which new files wait');
    expect(readFileSync(join(root, stagingFolder), 'utf8')).toBe('mine');
    rmSync(join(root, stagingFolder));
  });

  test("with the own number on it is a dead process's: containers count from one again", () => {
    put(pidFile, String(process.pid));
    expect(applied(planned(wanted))).toBeUndefined();
    expect(there()).toEqual(wanted);
  });

  test('of a process that was killed on its way to the lock is swept away', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    put(join(`${stagingFolder}-${pid}`, 'pid'), String(pid));
    expect(applied(planned(wanted))).toBeUndefined();
    expect(existsSync(join(root, `${stagingFolder}-${pid}`))).toBe(false);
  });

  test('of a dead process is taken over', () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    put(pidFile, String(pid));
    put(join(stagingFolder, 'units/dist/pi/half.yaml'), 'ha');
    expect(inNode(wanted)).toBe('');
    expect(there()).toEqual(wanted);
    expect(existsSync(join(root, stagingFolder))).toBe(false);
  });
});

test('each line of the list is a sum, two spaces and a path, as sha256sum --check reads it', () => {
  written(wanted);
  const tree = join(root, 'dist/pi');
  const [mark, ...lines] = readFileSync(join(tree, 'files.sha256'), 'utf8').trimEnd().split('\n');
  expect(mark).toBe(listMark);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const [, sum, path = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    expect(sha256(readFileSync(join(tree, path), 'utf8'))).toBe(sum);
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Problem } from '../values';
import { readTrees } from './read-trees';
import { stagingFolder } from './staging';
import { applyPlan } from './write';
import { planWrite } from './write-plan';

type Files = Readonly<Record<string, string>>;

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-overtaken-'));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** Reads and plans at once, and writes when it is called: what comes between is the pause. */
function synthInTwo(wanted: Files): () => Problem | undefined {
  const specs = Object.entries(wanted).map(([path, text]) => ({ path, text }));
  const read = readTrees(root, specs, 'all');
  if (!read.ok) throw new Error(read.problem.reason);
  const { look } = read;
  const plan = planWrite(specs, look.disk);
  return () => applyPlan(root, plan, look);
}

function synth(wanted: Files): void {
  expect(synthInTwo(wanted)()).toBeUndefined();
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function there(): Files {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(join(root, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

const first: Files = {
  'dist/pi/a/x.yaml': 'x: 1\n',
  'dist/pi/a/y.yaml': 'y: 1\n',
  'dist/pi/old.yaml': 'old\n',
  'apps/pi/a.yaml': 'a: 1\n',
};
const second: Files = {
  'dist/pi/a/x.yaml': 'x: 2\n',
  'dist/pi/a/y.yaml': 'y: 1\n',
  'dist/pi/new/z.yaml': 'z: 2\n',
  'dist/pi/a/new.yaml': 'new: 2\n',
  'apps/pi/a.yaml': 'a: 2\n',
};

/** What may happen to the trees between the look and the lock. */
const events: Readonly<Record<string, () => void>> = {
  'another synth writes the same file': () => {
    synth({ ...first, 'dist/pi/a/x.yaml': 'x: 3\n' });
  },
  'another synth writes a file that this one leaves': () => {
    synth({ ...first, 'dist/pi/a/y.yaml': 'y: 3\n' });
  },
  'another synth adds a file': () => {
    synth({ ...first, 'dist/pi/b.yaml': 'b: 3\n' });
  },
  'another synth adds the folder that this one wants to add': () => {
    synth({ ...first, 'dist/pi/new/other.yaml': 'other: 3\n' });
  },
  'another synth writes the same': () => {
    synth(second);
  },
  'a file that is to be written is edited, to the same size': () => {
    put('dist/pi/a/x.yaml', 'x: 9\n');
  },
  'a file that is to be written is edited, and gets its old time back': () => {
    const { atime, mtime } = statSync(join(root, 'apps/pi/a.yaml'));
    put('apps/pi/a.yaml', 'a: 9\n');
    utimesSync(join(root, 'apps/pi/a.yaml'), atime, mtime);
  },
  'a file that is to go is edited': () => {
    put('dist/pi/old.yaml', 'old, but precious\n');
  },
  'a file that is to go becomes a link': () => {
    put('precious.txt', 'precious\n');
    rmSync(join(root, 'dist/pi/old.yaml'));
    symlinkSync(join(root, 'precious.txt'), join(root, 'dist/pi/old.yaml'));
  },
  'a file comes where a new one is to be': () => {
    put('dist/pi/a/new.yaml', 'mine\n');
  },
  'a file comes where a new folder is to be': () => {
    put('dist/pi/new', 'mine\n');
  },
  'a folder of files becomes a link': () => {
    fs.renameSync(join(root, 'dist/pi/a'), join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'dist/pi/a'));
  },
  'git takes a list away': () => {
    rmSync(join(root, 'dist/pi/files.sha256'));
  },
};

describe('what changes between the look and the lock stops the run, and stays', () => {
  test.each(Object.entries(events))('when %s', (_, happen) => {
    synth(first);
    const goOn = synthInTwo(second);
    happen();
    const before = there();
    const problem = goOn();
    expect(problem?.at).toMatch(/^(dist|apps)\/pi\//);
    expect(problem).toMatchObject({
      reason:
        'it changed while this run made its files (another synth, git, or an edit by hand); no file was changed',
      next: 'run synth again',
    });
    expect(there()).toEqual(before);
    expect(existsSync(join(root, stagingFolder))).toBe(false);
  });

  test('and where nothing changed, the run goes on', () => {
    synth(first);
    const goOn = synthInTwo(second);
    expect(goOn()).toBeUndefined();
    expect(there()).toMatchObject(second);
  });
});

test.each([1, 2, 3, 4, 5, 6])('an edit that comes before move %d is left, and known as one', (n) => {
  synth(first);
  const goOn = synthInTwo(second);
  const original = fs.renameSync.bind(fs);
  let moves = 0;
  jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
    original(from, to);
    if (!String(from).includes(`${stagingFolder}/`)) return;
    // An editor saves right after this move.
    if (++moves === n) put('apps/pi/a.yaml', 'a: by hand\n');
  });
  goOn();
  jest.restoreAllMocks();
  expect(moves).toBeGreaterThanOrEqual(n);
  expect(there()['apps/pi/a.yaml']).toBe('a: by hand\n');
  const look = readTrees(root, [], 'all');
  if (!look.ok) throw new Error(look.problem.reason);
  const plan = planWrite(
    Object.entries(second).map(([path, text]) => ({ path, text })),
    look.look.disk,
  );
  expect(plan.foreign).toEqual([]);
});

/** Reads in a process of its own, says so, and writes on a signal. */
function pausedProcess(wanted: Files): {
  readonly goOn: () => Promise<string>;
  readonly read: Promise<unknown>;
} {
  const script = `
    const { readTrees } = require('./lib/synth/read-trees.ts');
    const { planWrite } = require('./lib/synth/write-plan.ts');
    const { applyPlan } = require('./lib/synth/write.ts');
    const { readSync, writeSync } = require('node:fs');
    const { root, specs } = JSON.parse(process.argv[1]);
    const { look } = readTrees(root, specs, 'all');
    const plan = planWrite(specs, look.disk);
    writeSync(1, ' ');
    readSync(0, Buffer.alloc(1));
    const problem = applyPlan(root, plan, look);
    writeSync(1, problem === undefined ? 'written' : problem.at + ': ' + problem.reason);
  `;
  const specs = Object.entries(wanted).map(([path, text]) => ({ path, text }));
  const child = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', '-e', script, JSON.stringify({ root, specs })],
    { cwd: join(__dirname, '../..'), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  let said = '';
  child.stdout.on('data', (text) => (said += String(text)));
  const ended = once(child, 'close');
  return {
    read: once(child.stdout, 'data'),
    goOn: async () => {
      child.stdin.end('g');
      await ended;
      return said.trim();
    },
  };
}

test('of two processes that read the same, the second to write stops, and the files are those of the first', async () => {
  synth(first);
  const mine = { ...first, 'dist/pi/a/x.yaml': 'x: mine\n' };
  const yours = { ...first, 'dist/pi/a/y.yaml': 'y: yours\n', 'dist/pi/more.yaml': 'more\n' };
  const processes = [pausedProcess(mine), pausedProcess(yours)] as const;
  await Promise.all(processes.map(({ read }) => read));
  expect(await processes[1].goOn()).toBe('written');
  expect(await processes[0].goOn()).toMatch(/^dist\/pi\/.*changed while this run.*no file was changed$/);
  expect(there()).toMatchObject(yours);
}, 120_000);

test('two processes that write at the same moment never mix their files', async () => {
  for (let round = 0; round < 3; round++) {
    const inputs = ['mine', 'yours'].map((whose): Files =>
      Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [`dist/pi/a/${n}.yaml`, `${whose} ${round}\n`]),
      ),
    );
    const processes = inputs.map(pausedProcess);
    await Promise.all(processes.map(({ read }) => read));
    const said = await Promise.all(processes.map(({ goOn }) => goOn()));
    expect(said.filter((text) => text === 'written')).toHaveLength(1);
    expect(there()).toMatchObject(inputs[said.indexOf('written')] ?? {});
  }
}, 120_000);

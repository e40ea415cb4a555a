import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSpec } from './file-spec';
import { readTrees } from './read-trees';
import { stagingFolder } from './staging';
import { listMark, sha256 } from './tree';
import { applyPlan } from './write';
import { planWrite, type WritePlan } from './write-plan';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asterism-list-'));
  mkdirSync(join(root, 'dist/theirs'), { recursive: true });
  writeFileSync(join(root, 'dist/theirs/precious.yaml'), 'precious\n');
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function synth(...wanted: readonly FileSpec[]): WritePlan {
  const read = readTrees(root, wanted, 'all');
  if (!read.ok) throw new Error(read.problem.reason);
  const plan = planWrite(wanted, read.look.disk);
  expect(applyPlan(root, plan, read.look)).toBeUndefined();
  return plan;
}

const sums = `${sha256('precious\n')}  precious.yaml\n`;
const list = () => join(root, 'dist/theirs/files.sha256');

/** What may have the name of a list and is none of asterism's. */
const strangers: Readonly<Record<string, () => void>> = {
  'what sha256sum writes': () => {
    writeFileSync(list(), sums);
  },
  'an empty file': () => {
    writeFileSync(list(), '');
  },
  'a text': () => {
    writeFileSync(list(), 'See the wiki.\n');
  },
  'a list whose mark is not a line of its own': () => {
    writeFileSync(list(), `see "${listMark}"\n${sums}`);
  },
  'a link to a list of asterism': () => {
    writeFileSync(join(root, 'real.sha256'), `${listMark}\n${sums}`);
    symlinkSync(join(root, 'real.sha256'), list());
  },
  'a link to nowhere': () => {
    symlinkSync('nowhere', list());
  },
  'a link to itself': () => {
    symlinkSync('files.sha256', list());
  },
  'a link to an endless device': () => {
    symlinkSync('/dev/zero', list());
  },
  'a folder': () => {
    mkdirSync(list());
  },
  // Opening one waits for a writer, so a test that hangs fails by its time.
  'a FIFO': () => {
    execFileSync('mkfifo', [list()]);
  },
};

describe.each(Object.entries(strangers))('%s as list', (_, make) => {
  beforeEach(make);

  test('gives no right to the folder around it', () => {
    const names = readdirSync(join(root, 'dist/theirs'));
    const { prune } = synth({ path: 'dist/pi/a.yaml', text: 'a\n' });
    expect(prune).toEqual([]);
    expect(readdirSync(join(root, 'dist/theirs'))).toEqual(names);
    expect(readFileSync(join(root, 'dist/pi/a.yaml'), 'utf8')).toBe('a\n');
  });

  test('keeps out the files of a cluster of this name, and is reported', () => {
    const { foreign, write, prune } = synth({ path: 'dist/theirs/a.yaml', text: 'a\n' });
    expect({ write, prune }).toEqual({ write: [], prune: [] });
    expect(foreign).toEqual([
      expect.objectContaining({ path: 'dist/theirs/files.sha256', keepsOut: ['dist/theirs/a.yaml'] }),
    ]);
    expect(readFileSync(join(root, 'dist/theirs/precious.yaml'), 'utf8')).toBe('precious\n');
  });
});

test('a socket as list is left as well', async () => {
  const server = createServer().listen(list());
  await new Promise((resolve) => server.once('listening', resolve));
  expect(synth({ path: 'dist/theirs/a.yaml', text: 'a\n' }).foreign.map(({ kind }) => kind)).toEqual([
    'special',
  ]);
  await new Promise((resolve) => server.close(resolve));
});

test('a list with the mark makes the files that it names asterism’s', () => {
  writeFileSync(list(), `<<<<<<< ours\n${listMark}\r\n${sums}`);
  expect(synth({ path: 'dist/pi/a.yaml', text: 'a\n' }).prune).toEqual(['dist/theirs/precious.yaml']);
  expect(existsSync(join(root, 'dist/theirs'))).toBe(false);
});

test('sha256sum checks what synth wrote without a warning', () => {
  synth({ path: 'dist/pi/a.yaml', text: 'a\n' }, { path: 'dist/pi/b/c.yaml', text: 'c\n' });
  const { stdout, stderr, status } = spawnSync('sha256sum', ['-c', '--warn', '--strict', 'files.sha256'], {
    cwd: join(root, 'dist/pi'),
    encoding: 'utf8',
  });
  expect({ stdout, stderr, status }).toEqual({ stdout: 'a.yaml: OK\nb/c.yaml: OK\n', stderr: '', status: 0 });
});

describe('what a killed run left in the project', () => {
  const dead = () => spawnSync(process.execPath, ['--version']).pid;
  const wanted = { path: 'dist/pi/a.yaml', text: 'a\n' };

  const leftovers: Readonly<Record<string, () => string>> = {
    'its lock': () => {
      mkdirSync(join(root, stagingFolder, 'units/dist'), { recursive: true });
      writeFileSync(join(root, stagingFolder, 'pid'), `${dead()} some-mark`);
      return stagingFolder;
    },
    'half of its lock': () => {
      mkdirSync(join(root, stagingFolder, 'units/dist'), { recursive: true });
      return stagingFolder;
    },
    'a lock on its way': () => {
      const name = `${stagingFolder}-${dead()}`;
      mkdirSync(join(root, name));
      return name;
    },
    'a lock that it had set aside': () => {
      const name = `${stagingFolder}-${dead()}-stale`;
      mkdirSync(join(root, name));
      return name;
    },
  };

  test.each(Object.entries(leftovers))(
    '(%s) is swept by the next run, also when nothing changes',
    (_, leave) => {
      synth(wanted);
      const name = leave();
      expect(synth(wanted).write).toEqual([]);
      expect(existsSync(join(root, name))).toBe(false);
      expect(readdirSync(root).filter((entry) => entry.startsWith('.asterism'))).toEqual([]);
    },
  );

  test('is not mistaken for the lock of a living run, which stays', () => {
    synth(wanted);
    mkdirSync(join(root, stagingFolder));
    writeFileSync(join(root, stagingFolder, 'pid'), `${process.ppid} its-mark`);
    synth(wanted);
    expect(readFileSync(join(root, stagingFolder, 'pid'), 'utf8')).toBe(`${process.ppid} its-mark`);
  });

  test('is not mistaken for a file of this name, which stays', () => {
    synth(wanted);
    writeFileSync(join(root, stagingFolder), 'mine');
    synth(wanted);
    expect(readFileSync(join(root, stagingFolder), 'utf8')).toBe('mine');
  });
});

const conflicted = '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n';

test.each([
  ['without a list', undefined],
  ['beside a list that names others', `${listMark}\n${sums}`],
])('a wanted path with conflict markers in a tree %s is left alone', (_, text) => {
  if (text !== undefined) writeFileSync(list(), text);
  writeFileSync(join(root, 'dist/theirs/a.yaml'), conflicted);
  const plan = synth({ path: 'dist/theirs/a.yaml', text: 'a\n' });
  expect(plan.conflicts).toEqual([]);
  expect(plan.foreign).toContainEqual(
    expect.objectContaining({ path: 'dist/theirs/a.yaml', keepsOut: ['dist/theirs/a.yaml'] }),
  );
  expect(readFileSync(join(root, 'dist/theirs/a.yaml'), 'utf8')).toBe(conflicted);
});

test('a file with conflict markers that a marked list names is written again', () => {
  synth({ path: 'dist/pi/a.yaml', text: 'a\n' });
  writeFileSync(join(root, 'dist/pi/a.yaml'), conflicted);
  expect(synth({ path: 'dist/pi/a.yaml', text: 'c\n' }).conflicts).toEqual(['dist/pi/a.yaml']);
  expect(readFileSync(join(root, 'dist/pi/a.yaml'), 'utf8')).toBe('c\n');
});

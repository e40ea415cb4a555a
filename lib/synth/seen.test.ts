import fs, {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSeen } from './read-seen';
import { readTrees } from './read-trees';
import { applyPlan } from './write';
import { planWrite, type WritePlan } from './write-plan';
import { writeSeen } from './write-seen';

let root = '';
const file = () => join(root, 'dist/pi/3.yaml');
const cache = () => join(root, '.asterism-cache/seen');

/** What a run did, and which files of the trees it read. */
interface Ran {
  readonly plan: WritePlan;
  readonly read: readonly string[];
}

/** A run; by its clock, a while has gone by since the files were written. */
function synth(version = 1, clusters: readonly string[] | 'all' = 'all'): Ran {
  const wanted = Array.from({ length: 9 }, (_, n) => ({
    path: `dist/pi/${n}.yaml`,
    text: `${n}: ${n === 3 ? version : 1}\n`,
  }));
  jest.spyOn(Date, 'now').mockReturnValue(performance.timeOrigin + performance.now() + 10_000);
  const reading = jest.spyOn(fs, 'readFileSync');
  const seen = readSeen(root);
  const looked = readTrees(root, wanted, clusters, seen);
  if (!looked.ok) throw new Error(looked.problem.reason);
  const read = reading.mock.calls.map(([path]) => String(path)).filter((path) => path.endsWith('.yaml'));
  jest.restoreAllMocks();
  const plan = planWrite(wanted, looked.look.disk);
  expect(applyPlan(root, plan, looked.look)).toBeUndefined();
  writeSeen(root, plan, looked.look, seen, clusters === 'all');
  return { plan, read };
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'asterism-seen-'));
  synth();
  // A tick of the file system's clock, so that what comes next has other times.
  await sleep(30);
  synth();
  await sleep(30);
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

test('a run that finds nothing changed reads no file, and writes nothing', () => {
  const before = statSync(cache());
  expect(synth()).toMatchObject({ read: [], plan: { write: [], edited: [], foreign: [] } });
  expect(statSync(cache())).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test('what a run wrote, but for files as young as its list, the next one need not read', async () => {
  synth(2);
  await sleep(30);
  expect(synth(2).read.filter((path) => path !== file())).toEqual([]);
});

test('a look without notes, as a check takes it, reads every file', () => {
  const reading = jest.spyOn(fs, 'readFileSync');
  readTrees(root, [{ path: 'dist/pi/3.yaml', text: '3: 1\n' }], 'all');
  expect(reading.mock.calls.filter(([path]) => String(path).endsWith('.yaml'))).toHaveLength(9);
});

/** Changes of a file that a look at its stamp has to notice. All but the last are edits. */
const edits: Readonly<Record<string, () => void>> = {
  'is edited': () => {
    writeFileSync(file(), 'by hand\n');
  },
  'is edited, to the same size': () => {
    writeFileSync(file(), '3: 9\n');
  },
  'is edited and gets its old time back': () => {
    const { atime, mtime } = statSync(file());
    writeFileSync(file(), '3: 9\n');
    utimesSync(file(), atime, mtime);
  },
  'is replaced by one of the same size and time': () => {
    const { atime, mtime } = statSync(file());
    writeFileSync(`${root}/new`, '3: 9\n');
    utimesSync(`${root}/new`, atime, mtime);
    renameSync(`${root}/new`, file());
  },
  'is emptied': () => {
    writeFileSync(file(), '');
  },
};

test.each(Object.entries(edits))('a file that %s is known as edited', (_, edit) => {
  edit();
  const { read, plan } = synth();
  expect(read).toEqual([file()]);
  expect(plan.edited.map(({ path }) => path)).toEqual(['dist/pi/3.yaml']);
});

test('a file whose rights alone changed is read, and then known again', () => {
  chmodSync(file(), 0o600);
  expect(synth()).toMatchObject({ read: [file()], plan: { edited: [], write: [] } });
});

test('a file that is gone, a link or a folder is seen as that', () => {
  rmSync(file());
  expect(synth().plan.write.map(({ path }) => path)).toEqual(['dist/pi/3.yaml']);
  rmSync(file());
  symlinkSync('4.yaml', file());
  expect(synth().plan.foreign.map(({ kind }) => kind)).toEqual(['link']);
  rmSync(file());
  mkdirSync(join(file(), 'x'), { recursive: true });
  expect(synth().plan.write.map(({ path }) => path)).toEqual(['dist/pi/3.yaml']);
});

test('a file that is to hold something else is read and written', () => {
  expect(synth(2)).toMatchObject({ read: [file()], plan: { write: [{ text: '3: 2\n' }] } });
  expect(readFileSync(file(), 'utf8')).toBe('3: 2\n');
});

test('a file that is not older than the notes is read, since it may have changed within one tick of the clock', () => {
  const seconds = Math.floor(statSync(file()).mtimeMs) / 1000;
  utimesSync(cache(), seconds, seconds);
  expect(synth().read.length).toBeGreaterThan(0);
  expect(synth().read).toEqual([]);
});

test('a file that was changed shortly before it was read is read again', () => {
  chmodSync(file(), 0o600);
  const wanted = [{ path: 'dist/pi/3.yaml', text: '3: 1\n' }];
  for (let run = 0; run < 2; run++) {
    const seen = readSeen(root);
    const looked = readTrees(root, wanted, ['pi'], seen);
    if (!looked.ok) throw new Error(looked.problem.reason);
    expect(looked.look.unread.has('dist/pi/3.yaml')).toBe(false);
    writeSeen(root, planWrite(wanted, looked.look.disk), looked.look, seen, false);
  }
});

/** What may have become of the notes. */
const damages: Readonly<Record<string, () => void>> = {
  'are missing': () => {
    rmSync(cache());
  },
  'are empty': () => {
    writeFileSync(cache(), '');
  },
  'are of another version': () => {
    writeFileSync(cache(), readFileSync(cache(), 'utf8').replace('seen 1', 'seen 2'));
  },
  'are no notes': () => {
    writeFileSync(cache(), 'asterism seen 1\n\n{}\n\0\nx x x x x x\n');
  },
  'are a folder': () => {
    rmSync(cache());
    mkdirSync(cache());
  },
  'are a link to nowhere': () => {
    rmSync(cache());
    symlinkSync('nowhere', cache());
  },
};

test.each(Object.entries(damages))('when the notes %s, every file is read and nothing fails', (_, damage) => {
  damage();
  expect(synth()).toMatchObject({ plan: { write: [], edited: [], foreign: [] } });
  expect(synth().plan.unchanged).toHaveLength(9);
});

test.each(['mkdirSync', 'writeFileSync', 'renameSync'] as const)(
  'a disk that refuses the notes (%s) fails nothing',
  (operation) => {
    rmSync(join(root, '.asterism-cache'), { recursive: true });
    const wanted = [{ path: 'dist/pi/3.yaml', text: '3: 1\n' }];
    const looked = readTrees(root, wanted, 'all');
    if (!looked.ok) throw new Error(looked.problem.reason);
    const { look } = looked;
    jest.spyOn(fs, operation).mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    writeSeen(root, planWrite(wanted, look.disk), { ...look, began: Date.now() + 10_000 }, new Map(), true);
    jest.restoreAllMocks();
    expect(existsSync(cache())).toBe(false);
  },
);

test('a run over one cluster keeps what is known of the others, and a run over all forgets what is gone', () => {
  const wanted = [{ path: 'dist/lan/x.yaml', text: 'x\n' }];
  const only = (clusters: readonly string[] | 'all'): void => {
    const seen = readSeen(root);
    const looked = readTrees(root, wanted, clusters, seen);
    if (!looked.ok) throw new Error(looked.problem.reason);
    const plan = planWrite(wanted, looked.look.disk);
    expect(applyPlan(root, plan, looked.look)).toBeUndefined();
    writeSeen(root, plan, looked.look, seen, clusters === 'all');
  };
  only(['lan']);
  expect(synth(1, ['pi']).read).toEqual([]);
  only('all');
  expect([...readSeen(root).keys()].filter((path) => path.startsWith('dist/pi/'))).toEqual([]);
});

test('git leaves the notes alone', () => {
  expect(readFileSync(join(root, '.asterism-cache/.gitignore'), 'utf8')).toBe('*\n');
});

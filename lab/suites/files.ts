import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPlan } from '../../lib/synth/write';
import { planWrite } from '../../lib/synth/write-plan';
import { readTrees } from '../../lib/synth/read-trees';
import { type Claim, demand, type Scene, suite } from '../harness';

/** Files of a run: `count` of them in five folders, with texts of this version. */
interface Wish {
  readonly version: string;
  readonly count?: number;
  readonly bytes?: number;
}

interface World {
  readonly scene: Scene;
}

const wanted = ({ version, count = 20, bytes = 20 }: Wish) =>
  Array.from({ length: count }, (_, n) => ({
    path: `dist/site/app-${n % 5}/file-${n}.yaml`,
    text: `${version} ${'x'.repeat(bytes)}\n`,
  }));

/** Writes as synth does. @returns what it says; empty when it is done */
function synth(root: string, wish: Wish): string {
  const files = wanted(wish);
  const read = readTrees(root, files, 'all');
  if (!read.ok) return read.problem.reason;
  const plan = planWrite(files, read.look.disk);
  demand(
    plan.edited.length + plan.foreign.length === 0,
    'synth takes its own files for those of somebody else',
  );
  return applyPlan(root, plan, read.look)?.reason ?? '';
}

/** Every file below the root but lists. */
function textsIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'files.sha256')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Demands that a run changes nothing and says why, and that the next one works once the cause is gone. */
async function demandSafe(
  root: string,
  wish: Wish,
  why: string,
  undo: () => Promise<unknown>,
  state = 'no file was changed',
): Promise<void> {
  const said = synth(root, wish);
  demand(said.includes(why) && said.endsWith(state), `synth says "${said}", not "${why}" and "${state}"`);
  const texts = new Set(textsIn(root));
  const known = new Set([...wanted({ version: 'old' }), ...wanted(wish)].map(({ text }) => text));
  demand(
    [...texts].every((text) => known.has(text)),
    'a file is neither the old nor the new one',
  );
  demand(state !== 'no file was changed' || texts.size === 1, 'a file changed');
  demand(
    readdirSync(root).every((name) => name === 'dist'),
    'something is left beside dist',
  );
  await undo();
  demand(synth(root, { version: 'new' }) === '', 'synth does not go on once the cause is gone');
  demand(
    textsIn(root).every((text) => text.startsWith('new ')),
    'a file is not the new one',
  );
}

/** A project on a file system of its own, made by these options of tmpfs, with old files in it. */
async function projectOn(scene: Scene, name: string, options: string): Promise<string> {
  const root = scene.newFolder(name);
  await scene.run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', root]);
  demand(synth(root, { version: 'old' }) === '', 'the first files cannot be written');
  return root;
}

const full: Claim<World> = {
  says: 'A file system that is full, by its bytes or its number of files, costs no file, and the next synth goes on',
  by: 'synth on a tmpfs of 400 KiB, and on one of 90 files and folders',
  prove: async ({ scene }) => {
    const limits: readonly (readonly [options: string, wish: Wish])[] = [
      ['size=400k', { version: 'new', count: 400, bytes: 3000 }],
      ['nr_inodes=90', { version: 'new', count: 200 }],
    ];
    for (const [options, wish] of limits) {
      const root = await projectOn(scene, `full-${options.replace('=', '-')}`, options);
      await demandSafe(root, wish, 'no space is left on the device', () => Promise.resolve());
    }
    return `${limits.length} limits`;
  },
};

const mounted: Claim<World> = {
  says: 'A mount within the trees is found before the first file moves',
  by: 'synth with a folder of a tree, a tree and `dist` mounted onto themselves, and with another file system',
  prove: async ({ scene }) => {
    const root = await projectOn(scene, 'mounts', 'size=4m');
    const folders = ['dist/site/app-3', 'dist/site', 'dist'].map((folder) => join(root, folder));
    const again = (): boolean => synth(root, { version: 'old' }) === '';
    for (const folder of folders) {
      await scene.run('mount', ['--bind', folder, folder]);
      await demandSafe(root, { version: 'new' }, 'on another file system or mount', () =>
        scene.run('umount', [folder]),
      );
      demand(again(), 'the old files cannot be put back');
    }
    return `${folders.length} mounts`;
  },
};

const readOnly: Claim<World> = {
  says: 'A read-only project is reported, and a synth that changes nothing works in it',
  by: 'synth in a project that is mounted read-only',
  prove: async ({ scene }) => {
    const root = await projectOn(scene, 'read-only', 'size=4m');
    await scene.run('mount', ['-o', 'remount,ro', root]);
    demand(synth(root, { version: 'old' }) === '', 'a synth that changes nothing fails');
    await demandSafe(root, { version: 'new' }, 'the file system is read-only', () =>
      scene.run('mount', ['-o', 'remount,rw', root]),
    );
    return '1 project';
  },
};

const single: Claim<World> = {
  says: 'A single file that cannot be replaced leaves each file old or new, and all of them known',
  by: 'synth with one file of a tree mounted onto itself',
  prove: async ({ scene }) => {
    const root = await projectOn(scene, 'single', 'size=4m');
    const file = join(root, 'dist/site/app-2/file-2.yaml');
    await scene.run('mount', ['--bind', file, file]);
    await demandSafe(
      root,
      { version: 'new' },
      'another program uses it, or something is mounted on it',
      () => scene.run('umount', [file]),
      'some files are new and the others as they were',
    );
    return '1 file';
  },
};

export const files = suite<World>({
  name: 'files',
  title: 'file systems that refuse, under the files that synth writes',
  programs: [],
  tools: ['mount'],
  memory: 0.3,
  seconds: 5,
  start: (scene) => Promise.resolve({ scene }),
  claims: [full, mounted, readOnly, single],
});

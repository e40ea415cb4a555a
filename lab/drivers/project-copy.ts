import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ran, Scene } from '../harness';

/** The committed project in a folder of its own, where people may write. */
export interface ProjectCopy {
  readonly folder: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Changes a file at one place, which must be there. */
  readonly replace: (path: string, what: string, by: string) => void;
  /**
   * Runs the command line there: what the scripts of package.json run.
   * @param input file that is its standard input; none unless given
   */
  readonly asterism: (args: readonly string[], input?: string) => Promise<Ran>;
  /** Everything that it has printed so far. */
  readonly printed: () => string;
}

const parts = ['main.ts', 'lib', 'clusters', 'imports', 'package.json', 'tsconfig.json', 'dist', 'apps'];

/** Copies what is committed, with the installed packages by a link. */
export async function copyProject(scene: Scene): Promise<ProjectCopy> {
  const folder = scene.newFolder('project');
  const temporary = scene.newFolder('temporary');
  const archive = join(scene.folder, 'project.tar');
  const git = ['-c', 'safe.directory=*', 'archive', '--format=tar', '--output', archive, 'HEAD', ...parts];
  await scene.run('git', git, { cwd: scene.project });
  await scene.run('tar', ['-xf', archive, '-C', folder]);
  symlinkSync(join(scene.project, 'node_modules'), join(folder, 'node_modules'));
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const write = (path: string, text: string) => {
    writeFileSync(join(folder, path), text);
  };
  let printed = '';
  return {
    folder,
    read,
    write,
    replace: (path, what, by) => {
      const text = read(path);
      if (text.split(what).length !== 2) throw new Error(`${path}: expected "${what}" exactly once`);
      // A function, since a certificate may hold what a replacement would take for a pattern.
      write(
        path,
        text.replace(what, () => by),
      );
    },
    asterism: async (args, input = '/dev/null') => {
      const command = 'file=$1; shift; exec "$@" < "$file"';
      const program = [process.execPath, '--require', 'tsx/cjs', 'main.ts', ...args];
      const ran = await scene.run('sh', ['-c', command, 'sh', input, ...program], {
        cwd: folder,
        env: { TMPDIR: temporary, HOME: temporary },
        codes: [0, 1, 2],
      });
      printed += `${ran.stdout}${ran.stderr}`;
      return ran;
    },
    printed: () => printed,
  };
}

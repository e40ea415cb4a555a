import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

const library = join(__dirname, '..');

/** What a run of the program printed and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A small project of its own in a temporary folder, which the real program synthesizes. */
export interface Project {
  readonly folder: string;
  /** Writes a file as many editors do: beside it, and then in its place. */
  readonly write: (path: string, text: string) => void;
  /** The text of a file; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  /** Writes `main.ts` with these clusters, and a cluster file for each: name → the list of its components, as code. */
  readonly clusters: (clusters: Readonly<Record<string, string>>) => void;
  /** Runs the program and waits for its end. */
  readonly run: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Run>;
  /** Starts the program and leaves it running. */
  readonly start: (
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => {
    readonly child: ChildProcess;
    readonly printed: () => string;
  };
  /** Every file below `dist/` and `apps/`, by path. */
  readonly written: () => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export function openProject(): Project {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-project-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, `${path}.new`), text);
    renameSync(join(folder, `${path}.new`), join(folder, path));
  };
  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    spawn(process.execPath, ['--require', require.resolve('tsx/cjs'), join(folder, 'main.ts'), ...args], {
      cwd: folder,
      // As on a build machine: a program that takes CI for a terminal would colour what goes into files.
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, CI: 'true', ...env },
    });
  write('package.json', '{}');
  write(
    'start.ts',
    `import { explainMistakes } from '${library}/cli/mistakes';\nexplainMistakes(__dirname);\n`,
  );
  return {
    folder,
    write,
    read: (path) => textIfThere(join(folder, path)),
    start: (args, env) => {
      const child = start(args, env);
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => (text += String(chunk)));
      return { child, printed: () => text };
    },
    clusters: (clusters) => {
      const names = Object.keys(clusters);
      Object.entries(clusters).forEach(([name, components], index) => {
        write(`clusters/${name}.ts`, clusterFile(name, components, index));
      });
      write(
        'main.ts',
        [
          "import './start';",
          ...names.map((name) => `import { ${name} } from './clusters/${name}';`),
          `import { run } from '${library}/cli';`,
          `void run([${names.join(', ')}], __dirname);`,
          '',
        ].join('\n'),
      );
    },
    run: (args, env) => ended(start(args, env)),
    written: () =>
      Object.fromEntries(
        ['dist', 'apps']
          .flatMap((tree) => filesBelow(join(folder, tree)))
          .flatMap((path) => {
            const text = textIfThere(path);
            return text === undefined ? [] : [[relative(folder, path).replaceAll(sep, '/'), text]];
          }),
      ),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Undefined for a file that a run of the program took away after it was listed. */
function textIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function clusterFile(name: string, components: string, index: number): string {
  return [
    `import { defineCluster } from '${library}/index';`,
    `import { smallCluster } from '${library}/testing/clusters';`,
    `import { site } from '${library}/testing/facts';`,
    `import { broker, made, port, workloadOf } from '${library}/testing/components';`,
    `export const ${name} = defineCluster({ ...smallCluster([${components}], site(${index})), name: '${name}' });`,
    '',
  ].join('\n');
}

function ended(child: ChildProcess): Promise<Run> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => {
      resolve({ code, out, err });
    });
  });
}

function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

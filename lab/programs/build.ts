import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endingWithTheLab } from '../harness/namespace-command';
import { explainFailure } from './build-failure';
import { fillCache, pinsOf } from './cache';
import { type Program, type ProgramName, programs } from './catalogue';
import { definitionPins } from './definition-pins';
import { takeDefinitions } from './take-definitions';

/** Told while something is built: what is done now, and how far it is, from 0 to 1, where that is known. */
export type BuildProgress = (what: string, share?: number) => void;

/** Runs a command and tells each line as it comes. */
type Call = (command: string, args: readonly string[], tell: (line: string) => void) => Promise<void>;

/**
 * Builds a program into the cache.
 * @param signal ends the build
 * @throws when the build fails, with the next step and the end of what it printed; nothing of it stays
 */
export async function buildProgram(
  name: ProgramName,
  progress: BuildProgress,
  signal: AbortSignal,
): Promise<void> {
  const program: Program = programs[name];
  try {
    await fillCache(name, (folder) => {
      if (program.from === 'maven') return copyMaven(name, folder, signal, progress);
      const call = caller(pinsOf(name), signal);
      if (program.from === 'go') return buildGo(folder, call, progress);
      return takeDefinitions(definitionPins(), folder, async (module) => {
        progress(`downloading ${module}`);
        const printed: string[] = [];
        await call('go', ['mod', 'download', '-json', module], (line) => printed.push(line));
        return printed.join('\n');
      });
    });
  } catch (error) {
    throw new Error(explainFailure(error instanceof Error ? error.message : String(error)), { cause: error });
  }
}

/** Builds the `tool` lines of a Go module. */
async function buildGo(folder: string, call: Call, progress: BuildProgress): Promise<void> {
  const downloading = (line: string): boolean => {
    if (!line.startsWith('go: downloading ')) return false;
    progress(line.slice('go: '.length));
    return true;
  };
  progress('looking up modules');
  let packages = 0;
  await call('go', ['list', '-deps', 'tool'], (line) => {
    if (!downloading(line)) packages++;
  });
  let seen = 0;
  // With -v the compiler names each package that it compiles; those that Go has cached it leaves out.
  await call('go', ['build', '-v', '-ldflags', '-s -w', '-o', `${folder}/`, 'tool'], (line) => {
    if (downloading(line)) return;
    seen++;
    progress(`compiling ${line}`, Math.min(seen / packages, 0.99));
  });
}

/** Copies the dependencies of a Maven project: jars into `lib`, and an archive unpacked. */
async function copyMaven(
  name: ProgramName,
  folder: string,
  signal: AbortSignal,
  progress: BuildProgress,
): Promise<void> {
  // Maven writes beside its project file; the pins stay as they are.
  const project = join(folder, 'project');
  mkdirSync(project);
  for (const file of readdirSync(pinsOf(name))) copyFileSync(join(pinsOf(name), file), join(project, file));
  const args = ['--batch-mode', '--strict-checksums', 'process-resources', `-Dfolder=${join(folder, 'lib')}`];
  await caller(project, signal)('mvn', args, (line) => {
    const [, file] = /Downloading from .*\/([^/]+)$/.exec(line) ?? [];
    if (file !== undefined) progress(`downloading ${file}`);
  });
}

const environment = {
  CGO_ENABLED: '0',
  GOFLAGS: '-mod=readonly -trimpath -buildvcs=false',
  GOWORK: 'off',
};

/** Calls commands in a folder. What a build starts ends with it, and with the lab, however that ends. */
function caller(cwd: string, signal: AbortSignal): Call {
  return (called, before, tell) =>
    new Promise((resolve, reject) => {
      const [command = '', ...args] = [...endingWithTheLab, called, ...before];
      const child = spawn(command, args, {
        cwd,
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
        // A Ctrl-C is for the lab, which ends the build itself.
        detached: true,
      });
      const kill = () => child.kill('SIGKILL');
      signal.addEventListener('abort', kill);
      const last: string[] = [];
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on('line', (line) => {
          last.push(line);
          if (last.length > 25) last.shift();
          tell(line);
        });
      child.on('error', reject);
      child.on('close', (code, how) => {
        signal.removeEventListener('abort', kill);
        if (code === 0) resolve();
        else reject(new Error([`${called} ended with ${how ?? String(code)}`, ...last].join('\n')));
      });
    });
}

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand } from '../harness/run';
import { fillCache, pinsOf } from './cache';
import { type Program, type ProgramName, programs } from './catalogue';

/** Told while something is built: what is done now, and how far it is, from 0 to 1, where that is known. */
export type BuildProgress = (what: string, share?: number) => void;

/**
 * Builds a program into the cache.
 * @throws when the build fails, with the end of what it printed; nothing of it stays
 */
export async function buildProgram(name: ProgramName, progress: BuildProgress): Promise<void> {
  const program: Program = programs[name];
  await fillCache(name, (folder) =>
    program.from === 'go' ? buildGo(name, folder, progress) : copyMaven(name, folder, progress),
  );
}

const goEnvironment = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -trimpath -buildvcs=false', GOWORK: 'off' };

/** Builds the `tool` lines of a Go module. */
async function buildGo(name: ProgramName, folder: string, progress: BuildProgress): Promise<void> {
  const cwd = pinsOf(name);
  progress('looking up modules');
  const listed = await runCommand('go', ['list', '-deps', 'tool'], { cwd, env: goEnvironment, limit: 1800 });
  const packages = listed.stdout.trim().split('\n').length;
  let seen = 0;
  // With -v the compiler names each package that it compiles; those that Go has cached it leaves out.
  const args = ['build', '-v', '-ldflags', '-s -w', '-o', `${folder}/`, 'tool'];
  await lineByLine('go', args, cwd, goEnvironment, (line) => {
    if (line.startsWith('go: downloading ')) {
      progress(line.slice('go: '.length));
      return;
    }
    seen++;
    progress(`compiling ${line}`, Math.min(seen / packages, 0.99));
  });
}

/** Copies the dependencies of a Maven project: jars into `lib`, and an archive unpacked. */
async function copyMaven(name: ProgramName, folder: string, progress: BuildProgress): Promise<void> {
  // Maven writes beside its project file; the pins stay as they are.
  const project = join(folder, 'project');
  mkdirSync(project);
  for (const file of readdirSync(pinsOf(name))) copyFileSync(join(pinsOf(name), file), join(project, file));
  const args = ['--batch-mode', '--strict-checksums', 'process-resources', `-Dfolder=${join(folder, 'lib')}`];
  await lineByLine('mvn', args, project, {}, (line) => {
    const [, file] = /Downloading from .*\/([^/]+)$/.exec(line) ?? [];
    if (file !== undefined) progress(`downloading ${file}`);
  });
}

/** Runs a command and tells each line as it comes. */
function lineByLine(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  tell: (line: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    // A build ends with the lab, however that ends.
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const last: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        last.push(line);
        if (last.length > 25) last.shift();
        tell(line);
      });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(explain(`${command} ended with ${signal ?? String(code)}`, last)));
    });
  });
}

/** What a person does about a build that failed. */
function explain(what: string, last: readonly string[]): string {
  const text = last.join('\n');
  const next = /no space left on device/i.test(text)
    ? 'the disk is full: make room in the cache folder and in those of Go and Maven, about 12 GB in all, and run it again'
    : /dial tcp|lookup .*: |Could not transfer|Connection (refused|reset)|timed? ?out|TLS handshake/i.test(
          text,
        )
      ? 'a download failed: look at the network and run it again; what has come is kept'
      : 'run it again; what is done is kept';
  return `${what}; ${next}\n${text}`;
}

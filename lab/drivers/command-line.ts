import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Ran, Scene } from '../harness';

/** How the project's command line is called. */
export interface Called {
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. @default none */
  readonly input?: string;
  /** Seconds after which it is killed. @default 60 */
  readonly limit?: number;
}

/** A call that goes on. */
export interface Calling {
  readonly pid: number;
  readonly out: () => string;
  readonly err: () => string;
  readonly type: (text: string) => void;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** The project's own command line, as `npm run asterism` runs it. */
export interface CommandLine {
  /** Runs it to its end, whatever its exit code. */
  readonly run: (args: readonly string[], called?: Called) => Promise<Ran>;
  /** Starts it and leaves it running; it ends with the scene at the latest. */
  readonly start: (args: readonly string[], called?: Called) => Calling;
  /** The same on a pseudo-terminal, whose size is that of a small window. What is printed anywhere is `out`. */
  readonly startOnTerminal: (args: readonly string[], called?: Called) => Calling;
  /** Everything that was printed so far. */
  readonly printed: () => string;
}

/** @param env environment of every call, under that of the call itself */
export function commandLine(scene: Scene, env: Readonly<Record<string, string>> = {}): CommandLine {
  const printed: (() => string)[] = [];
  const begin = (command: string, args: readonly string[], called: Called = {}): Calling => {
    const child = spawn(command, args, {
      cwd: scene.project,
      env: { ...process.env, NO_COLOR: '1', ...env, ...called.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A call that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    if (called.input !== undefined) child.stdin.end(called.input);
    const timer = setTimeout(() => child.kill('SIGKILL'), (called.limit ?? 60) * 1000);
    const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => {
        clearTimeout(timer);
        resolve(code ?? signal ?? 128);
      });
    });
    scene.atEnd(() => {
      child.kill('SIGKILL');
    });
    const calling: Calling = {
      pid: child.pid ?? 0,
      out: () => Buffer.concat(out).toString('utf8'),
      err: () => Buffer.concat(err).toString('utf8'),
      type: (text) => child.stdin.write(text),
      signal: (signal) => child.kill(signal),
      ended,
    };
    printed.push(() => `${calling.out()}${calling.err()}`);
    return calling;
  };
  const program = ['--require', 'tsx/cjs', join(scene.project, 'main.ts')];
  const start: CommandLine['start'] = (args, called) =>
    begin(process.execPath, [...program, ...args], called);
  return {
    start,
    run: async (args, called = {}) => {
      const calling = start(args, { input: '', ...called });
      const code = await calling.ended;
      if (typeof code !== 'number')
        throw new Error(`${args.join(' ')}: ended by ${code}\n${calling.out().slice(-2000)}${calling.err()}`);
      return { code, stdout: calling.out(), stderr: calling.err() };
    },
    startOnTerminal: (args, called) => {
      const words = [process.execPath, ...program, ...args].map(
        (word) => `'${word.replaceAll("'", "'\\''")}'`,
      );
      // With echo on, as a terminal has it: what is not shown was kept back by the program.
      const options = [
        '--quiet',
        '--return',
        '--echo',
        'always',
        '--command',
        `exec ${words.join(' ')}`,
        '/dev/null',
      ];
      return begin('script', options, called);
    },
    printed: () => printed.map((text) => text()).join(''),
  };
}

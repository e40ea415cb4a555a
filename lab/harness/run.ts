import { spawn } from 'node:child_process';

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. @default none */
  readonly input?: string;
  /** Seconds after which it is killed. @default 60 */
  readonly limit?: number;
  /** Exit codes that are no failure. @default [0] */
  readonly codes?: readonly number[];
}

/** What a command printed. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command to its end.
 * @throws when it cannot be started, takes too long, or ends with another code than those that are no failure
 */
export function runCommand(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const { cwd, env, input, limit = 60, codes = [0] } = options;
  const called = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
      // What it started may live on and hold its output open; the end of the command would wait for that.
      child.stdout.destroy();
      child.stderr.destroy();
    }, limit * 1000);
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A command that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`${called}: ${error.message}`));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const ran = { code: code ?? 128, stdout: text(out), stderr: text(err) };
      if (late) reject(new Error(`${called}: still running after ${limit} s\n${tail(ran)}`));
      else if (signal === null && codes.includes(ran.code)) resolve(ran);
      else reject(new Error(`${called}: ended with ${signal ?? ran.code}\n${tail(ran)}`));
    });
  });
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}

/** The last lines that it printed, errors last. */
function tail({ stdout, stderr }: Ran): string {
  return `${stdout}${stderr}`.trimEnd().split('\n').slice(-25).join('\n');
}

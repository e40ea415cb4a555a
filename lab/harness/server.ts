import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './wait';

/** A program that keeps running. */
export interface ServerSpec {
  /** Name in messages and of its log file. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program takes for its own name. @default its path */
  readonly argv0?: string;
  /** Resolves to true once it serves. Errors count as "not yet". */
  readonly ready: () => Promise<boolean> | boolean;
  /** Seconds until it must serve. @default 60 */
  readonly limit?: number;
}

/** A running server. */
export interface Server {
  readonly name: string;
  readonly pid: number;
  /** Everything that it has printed. */
  readonly log: () => string;
  readonly running: () => boolean;
  /** When it has ended without being told to: how, and the end of its log. */
  readonly fallen: () => string | undefined;
  /** Sends a signal: `SIGSTOP` and `SIGCONT` make it pause and go on. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Ends it: SIGTERM, and SIGKILL when it does not listen for that. Does nothing when it has ended. */
  readonly stop: (patience?: number) => Promise<void>;
}

/**
 * Starts a server and waits until it serves.
 * @throws when it ends before, or does not serve in time; the message has the end of its log
 */
export async function startServer(spec: ServerSpec, folder: string): Promise<Server> {
  const { name, limit = 60 } = spec;
  const logFile = join(folder, `${name}.log`);
  const log = () => readFileSync(logFile, 'utf8');
  const ended = `${[spec.command, ...spec.args].join(' ').slice(0, 400)}\n`;
  const output = openSync(logFile, 'a');
  const child = spawn(spec.command, spec.args, {
    cwd: spec.cwd ?? folder,
    env: { ...process.env, ...spec.env },
    stdio: ['ignore', output, output],
    ...(spec.argv0 !== undefined && { argv0: spec.argv0 }),
  });
  closeSync(output);
  let failure: string | undefined;
  let reported = false;
  child.on('error', (error) => {
    failure = error.message;
  });
  const running = () => failure === undefined && child.exitCode === null && child.signalCode === null;
  const server: Server = {
    name,
    pid: child.pid ?? 0,
    log,
    running,
    signal: (signal) => child.kill(signal),
    fallen: () =>
      running() || reported
        ? undefined
        : `${name} has ended with ${child.signalCode ?? String(child.exitCode)}:\n${lastLines(log())}`,
    stop: (patience = 10) => {
      reported = true;
      return stop(child, running, patience);
    },
  };
  const started = await waitFor(`${name} to serve`, limit, async () => {
    if (!running()) return 'ended';
    return (await spec.ready()) ? 'serves' : undefined;
  }).catch(async (error: unknown) => {
    await server.stop(1);
    throw new Error(`${String(error)}\n${ended}${lastLines(log())}`);
  });
  if (started === 'ended') {
    const why = failure ?? `ended at once with ${child.signalCode ?? String(child.exitCode)}`;
    throw new Error(`${name} did not start: ${why}\n${ended}${lastLines(log())}`);
  }
  return server;
}

async function stop(child: ChildProcess, running: () => boolean, patience: number): Promise<void> {
  if (!running()) return;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience * 1000);
  await ended;
  clearTimeout(timer);
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-25).join('\n');
}

import { spawn } from 'node:child_process';

/** How a program ended. */
export type Ended =
  /** It is not on the PATH, or may not be run. */
  | { readonly is: 'missing' }
  /** It took too long, and was ended. */
  | { readonly is: 'late' }
  | { readonly is: 'ended'; readonly code: number | null; readonly out: string; readonly err: string };

/**
 * Runs a program from the PATH and waits for its end.
 * @param input what it reads on standard input
 * @param patience how long it may take, in seconds
 */
export function runProgram(
  program: string,
  words: readonly string[],
  input: string,
  patience: number,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, [...words], { stdio: ['pipe', 'pipe', 'pipe'], env: process.env });
    let [out, err] = ['', ''];
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, patience * 1000);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (err += chunk));
    // It may end before it has read everything.
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', () => {
      clearTimeout(timer);
      resolve({ is: 'missing' });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve(isLate ? { is: 'late' } : { is: 'ended', code, out, err });
    });
  });
}

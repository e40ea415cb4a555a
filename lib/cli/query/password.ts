import { readFileSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type Problem, shown } from '../../values';
import type { Target } from './target';

/** A password, and where it came from, for the message when it is wrong. */
export interface Password {
  readonly text: string;
  readonly from: string;
  /** Something that a person should know about the source. */
  readonly warning?: string;
}

/** Where a password may come from. */
export interface PasswordSources {
  /** `--password-file` */
  readonly file?: string;
  /** `PGPASSWORD` */
  readonly variable?: string;
  readonly terminal: boolean;
}

/**
 * Finds the password: in the file that is named, else in `PGPASSWORD`, else a person types it. It is never an argument, where
 * every process of the machine could read it.
 */
export async function findPassword(
  sources: PasswordSources,
  user: string,
  place: string,
  secret: Target['secret'],
): Promise<Password | Problem> {
  const { file, variable = '', terminal } = sources;
  if (file !== undefined) return readPasswordFile(file);
  if (variable !== '') return { text: variable, from: 'PGPASSWORD' };
  if (terminal) return { text: await ask(`Password of role ${user} on ${place}: `), from: 'what was typed' };
  return {
    at: 'password',
    reason: `none was given for role ${user}, and asking needs a terminal`,
    next: `set PGPASSWORD or name a file with --password-file; in the cluster it is ${secretText(secret)}`,
  };
}

/** Asks on the terminal for something that must not be seen. Nothing that is typed is printed; Ctrl-C gives up. */
async function ask(question: string): Promise<string> {
  // readline echoes into this; the question goes to standard error, so that output can be redirected.
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  process.stderr.write(question);
  const typed = await new Promise<string | undefined>((resolve) => {
    terminal.on('line', resolve);
    for (const end of ['SIGINT', 'close'])
      terminal.on(end, () => {
        resolve(undefined);
      });
  });
  terminal.close();
  process.stderr.write('\n');
  if (typed !== undefined) return typed;
  process.exit(130);
}

export function secretText({ namespace, name, key }: Target['secret']): string {
  return `key ${key} of Secret ${namespace}/${name}`;
}

function readPasswordFile(file: string): Password | Problem {
  const at = '--password-file';
  try {
    const status = statSync(file);
    const read = passwordIn(readFileSync(file, 'utf8'));
    if ('reason' in read)
      return { at, reason: `${shown(file)} ${read.reason}`, next: 'let it hold the password alone' };
    return { text: read.text, from: file, ...openTo(file, status.isFile(), status.mode) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return { at, reason: `${shown(file)} cannot be read (${code})`, next: 'name a file that you may read' };
  }
}

/** The password in a file's text: its one line. The line break that editors and `echo` add is not part of it. */
export function passwordIn(text: string): { readonly text: string } | { readonly reason: string } {
  const line = text.replace(/\r?\n$/, '');
  if (line === '') return { reason: 'is empty' };
  return /[\r\n\0]/.test(line) ? { reason: 'holds more than one line' } : { text: line };
}

/** A warning when others may read the file. */
export function openTo(file: string, isFile: boolean, mode: number): Pick<Password, 'warning'> {
  if (!isFile || (mode & 0o077) === 0) return {};
  return {
    warning: `${file} can be read by others (mode ${(mode & 0o777).toString(8)}); chmod 600 closes it`,
  };
}

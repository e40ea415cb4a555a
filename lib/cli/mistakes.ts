import { dirname, isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, problemText, thrownText } from '../values';

/** A path or an address of a file. */
const file = String.raw`(file:\/\/[^()\n]*?|(?:\/|[A-Za-z]:\\)[^()\n]*?)`;
/** A place in a file, as a line of a stack ends with it. */
const framePattern = new RegExp(String.raw`\(?${file}:(\d+):(\d+)\)?$`);
/** What Node writes before the stack of text that it cannot read: the line, its text, and a mark below the place. */
const markPattern = new RegExp(String.raw`^${file}:(\d+)\n(?:.*\n)*?( *)\^+\n`);
/** https://nodejs.org/api/errors.html#err_module_not_found */
const missingPattern = /^Cannot find (module|package) '(.*)' imported from (.*)$/m;

/**
 * What a person reads when a file of theirs cannot be loaded: text that is not TypeScript, a name that is not defined. Where
 * the fault is in the library, it is ours, and the stack is worth having.
 * @param root the project's root, absolute
 * @param library the library's own folder, absolute
 * @returns the message, or undefined when the error is not a mistake of the project
 */
export function mistakeText(
  error: unknown,
  root: string,
  library: string = dirname(__dirname),
): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const problem = ofTransform(error) ?? ofMissing(error, root) ?? ofMark(error) ?? ofFrame(error, root);
  if (problem === undefined || !isOfProject(problem.at, root, library)) return undefined;
  return problemText({ ...problem, at: relative(root, problem.at) });
}

/** Problems here have absolute places. */
type Read = Problem | undefined;

/** esbuild writes the place and the reason on one line of its message. */
function ofTransform(error: Error): Read {
  if (error.name !== 'TransformError') return undefined;
  const [, at = '', reason = ''] = /^(.*?): ERROR: (.*)$/m.exec(error.message) ?? [];
  return { at, reason, next: 'correct the text and run it again' };
}

/** A missing file or package that an import names. */
function ofMissing(error: Error, root: string): Read {
  const [, what, name = '', from = ''] = missingPattern.exec(error.message) ?? [];
  if (what === undefined) return undefined;
  const shown = isAbsolute(name) ? relative(root, name) : name;
  const next = what === 'package' ? `run npm install ${name}, or correct the import` : 'correct the import';
  return {
    at: pathOf(from),
    reason: `imports ${what} ${shown}, which ${what === 'package' ? 'is not installed' : 'does not exist'}`,
    next,
  };
}

/** Text that Node itself cannot read, and a name that a module does not export. */
function ofMark(error: Error): Read {
  const [, path, line, before = ''] = markPattern.exec(error.stack ?? '') ?? [];
  if (path === undefined || line === undefined) return undefined;
  const [, name, from] =
    /^Named export '(.*)' not found\. The requested module '(.*?)'/.exec(error.message) ?? [];
  return {
    at: `${pathOf(path)}:${line}:${before.length + 1}`,
    reason:
      name === undefined ? (error.message.split('\n')[0] ?? '') : `${from ?? ''} does not export ${name}`,
    next: 'correct the text and run it again',
  };
}

/** What was thrown while a file of the project ran. */
function ofFrame(error: Error, root: string): Read {
  const [at] = (error.stack ?? '')
    .split('\n')
    .flatMap((line) => {
      const [, path, row, column] = framePattern.exec(line.trim()) ?? [];
      return path === undefined || row === undefined || column === undefined
        ? []
        : [`${pathOf(path)}:${row}:${column}`];
    })
    .filter((place) => place.startsWith(root + sep) && !place.includes(`${sep}node_modules${sep}`));
  return at === undefined
    ? undefined
    : { at, reason: `${error.name}: ${thrownText(error)}`, next: 'correct the file and run it again' };
}

function pathOf(written: string): string {
  return written.startsWith('file:') ? fileURLToPath(written) : written;
}

function isOfProject(place: string, root: string, library: string): boolean {
  const isBelow = (folder: string): boolean => place.startsWith(folder + sep);
  return isBelow(root) && !isBelow(library) && !place.includes(`${sep}node_modules${sep}`);
}

/** Ends the program with 2 and one line when a cluster file cannot be loaded, instead of a stack trace. */
export function explainMistakes(root: string): void {
  process.on('uncaughtException', (error) => {
    console.error(mistakeText(error, root) ?? error);
    process.exit(2);
  });
}

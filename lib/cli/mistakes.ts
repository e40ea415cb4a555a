import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Problem, problemText, thrownText } from '../values';
import { importOf, importPosition, missingExport } from './missing-export';

/** A path or an address of a file. */
const file = String.raw`(file:\/\/[^()\n]*?|(?:\/|[A-Za-z]:\\)[^()\n]*?)`;
/** A place in a file, as a line of a stack ends with it. */
const framePattern = new RegExp(String.raw`\(?${file}:(\d+):(\d+)\)?$`);
/** What Node writes before the stack of text that it cannot read: the line, its text, and a mark below the place. */
const markPattern = new RegExp(String.raw`^${file}:(\d+)\n(?:.*\n)*?( *)\^+\n`);
/** How jiti reports text that it cannot read. */
const jitiPattern = /^ParseError: (.*?)\s*\n\s*(.*):(\d+):(\d+)/;
/** https://nodejs.org/api/errors.html#err_module_not_found */
const missingPattern = /^Cannot find (module|package) '(.*)' imported from (.*)$/m;
/** The same from `require`, to which imports are translated on Node 20. https://nodejs.org/api/modules.html#requireid */
const requiredPattern = /^Cannot find module '(.*)'\nRequire stack:\n- (.*)$/m;

/**
 * What a person reads when a file of theirs cannot be loaded: text that is not TypeScript, a name that is not defined. Where
 * the fault is in the library, it is ours, and the stack is worth having.
 * @param root the project's root, absolute
 * @param library the library's own folder, absolute
 * @param hasColumns whether columns of a stack are those of the file, as lines always are
 * @returns the message, or undefined when the error is not a mistake of the project
 */
export function mistakeText(
  error: unknown,
  root: string,
  library: string = dirname(__dirname),
  hasColumns = true,
): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const problem =
    ofTransform(error) ?? ofMissing(error, root) ?? ofMark(error) ?? ofFrame(error, root, hasColumns);
  if (problem === undefined || !isOfProject(problem.at, root, library)) return undefined;
  return problemText({ ...problem, at: relative(root, problem.at) });
}

/** Problems here have absolute places. */
type Read = Problem | undefined;

/** Text that is not TypeScript: esbuild writes the place and the reason on one line of its message, and jiti on two. */
function ofTransform(error: Error): Read {
  const next = 'correct the text and run it again';
  const [, what, path, line, column] = jitiPattern.exec(error.message) ?? [];
  // Its columns begin at 0.
  if (what !== undefined)
    return { at: `${path ?? ''}:${line ?? ''}:${Number(column) + 1}`, reason: what, next };
  if (error.name !== 'TransformError') return undefined;
  const [, at = '', reason = ''] = /^(.*?): ERROR: (.*)$/m.exec(error.message) ?? [];
  return { at, reason, next };
}

/** A missing file or package that an import names. */
function ofMissing(error: Error, root: string): Read {
  const [, found, named = '', importer = ''] = missingPattern.exec(error.message) ?? [];
  const [, required = '', requirer = ''] = requiredPattern.exec(error.message) ?? [];
  if (found === undefined && required === '') return undefined;
  const [name, from] = found === undefined ? [required, requirer] : [named, pathOf(importer)];
  const isPackage = found === undefined ? !/^\.{0,2}\//.test(name) : found === 'package';
  const shown = isPackage ? name : relative(root, resolve(dirname(from), name));
  const where = importPosition(from, name);
  return {
    at: where === undefined ? from : `${from}:${where}`,
    reason: `imports ${isPackage ? 'package' : 'module'} ${shown}, which ${isPackage ? 'is not installed' : 'does not exist'}`,
    next: isPackage ? `run npm install ${name}, or correct the import` : 'correct the import',
  };
}

/** Text that Node itself cannot read, and a name that a module does not export. */
function ofMark(error: Error): Read {
  const [, path, line, before = ''] = markPattern.exec(error.stack ?? '') ?? [];
  if (path === undefined || line === undefined) return undefined;
  const at = `${pathOf(path)}:${line}:${before.length + 1}`;
  return (
    missingExport(error.message, at, pathOf(path)) ?? {
      at,
      reason: error.message.split('\n')[0] ?? '',
      next: 'correct the text and run it again',
    }
  );
}

/** What was thrown while a file of the project ran. */
function ofFrame(error: Error, root: string, hasColumns: boolean): Read {
  const [found] = (error.stack ?? '')
    .split('\n')
    .flatMap((line) => {
      const [, path, row, column] = framePattern.exec(line.trim()) ?? [];
      return path === undefined || row === undefined || column === undefined
        ? []
        : [{ path: pathOf(path), row, column }];
    })
    .filter(({ path }) => path.startsWith(root + sep) && !path.includes(`${sep}node_modules${sep}`));
  if (found === undefined) return undefined;
  const at = `${found.path}:${found.row}${hasColumns ? `:${found.column}` : ''}`;
  return (
    missingExport(error.message, at, found.path) ?? {
      at,
      reason: `${error.name}: ${thrownText(error)}`,
      next: importOf(error.message, found.path) ?? 'correct the file and run it again',
    }
  );
}

function pathOf(written: string): string {
  return written.startsWith('file:') ? fileURLToPath(written) : written;
}

function isOfProject(place: string, root: string, library: string): boolean {
  const isBelow = (folder: string): boolean => place.startsWith(folder + sep);
  return isBelow(root) && !isBelow(library) && !place.includes(`${sep}node_modules${sep}`);
}

/**
 * Ends the program with 2 and one line when a cluster file cannot be loaded, instead of a stack trace.
 * @param root the project's root, absolute
 * @param hasColumns whether columns of a stack are those of the file
 */
export function explainMistakes(root: string, hasColumns = true): void {
  process.on('uncaughtException', (error) => {
    console.error(mistakeText(error, root, undefined, hasColumns) ?? error);
    process.exit(2);
  });
}

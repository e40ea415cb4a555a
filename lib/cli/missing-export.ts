import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { nearest, type Problem, shown } from '../values';

/** What Node says of a name that a CommonJS or an ES module does not export. */
const linkPatterns = [
  /^Named export '(?<name>.*)' not found\. The requested module '(?<from>.*?)'/,
  /^The requested module '(?<from>.*?)' does not provide an export named '(?<name>.*)'/,
];
/**
 * The same where imports are translated to `require`: the name is looked up only when it is called. jiti writes `_asterism`, tsx
 * `import_asterism`.
 */
const callPattern = /^(?:\(0 ?, )?_?\w+\.(?<name>\w+)\)? is not a (?:function|constructor)/;
const namespacePattern = /^(?<space>\w+)\.(?<name>\w+) is not a (?:function|constructor)/;

/**
 * A name that a file of the project imports and that the module does not export.
 * @param message of the error
 * @param place of the error: file, line and column
 * @param file of the error, absolute
 */
export function missingExport(message: string, place: string, file: string): Problem | undefined {
  for (const pattern of linkPatterns) {
    const { name, from } = pattern.exec(message)?.groups ?? {};
    if (name !== undefined && from !== undefined) return problemOf(place, { name, from, file });
  }
  const text = textOf(file);
  const { space, name: member = '' } = namespacePattern.exec(message)?.groups ?? {};
  const whole = space === undefined ? undefined : namespaceImport(text, space);
  if (whole !== undefined) return problemOf(place, { name: member, from: whole, file });
  const { name } = callPattern.exec(message)?.groups ?? {};
  const found = name === undefined ? undefined : namedImport(text, name);
  if (name === undefined || found === undefined) return undefined;
  return problemOf(`${file}:${position(text, found.index)}`, { name, from: found.from, file });
}

/** What to write where a name that no file defines is one of asterism's, or close to one. */
export function importOf(message: string, file: string): string | undefined {
  const { name } = /^(?<name>\w+) is not defined$/.exec(message)?.groups ?? {};
  if (name === undefined) return undefined;
  const names = exportedBy('asterism', file);
  if (names.includes(name)) return `write import { ${name} } from 'asterism'`;
  const near = nearest(name, names);
  return near === undefined ? undefined : `did you mean ${shown(near)}?`;
}

/** Line and column of an index in a text, as editors count them. */
function position(text: string, index: number): string {
  const before = text.slice(0, index).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Where a file names a module, or the path of one; undefined where it does not. */
export function importPosition(file: string, from: string): string | undefined {
  const text = textOf(file);
  for (const { 0: quoted, index } of text.matchAll(/'[^'\n]*'|"[^"\n]*"/g)) {
    const written = quoted.slice(1, -1);
    if (written === from || (written.startsWith('.') && resolve(dirname(file), written) === from))
      return position(text, index);
  }
  return undefined;
}

interface Missing {
  readonly name: string;
  readonly from: string;
  readonly file: string;
}

function problemOf(at: string, { name, from, file }: Missing): Problem {
  const names = exportedBy(from, file);
  const near = nearest(name, names);
  return {
    at,
    reason: `${shown(name)} is not exported by ${from}`,
    next: near !== undefined ? `did you mean ${shown(near)}?` : 'correct the import',
  };
}

function namedImport(
  text: string,
  name: string,
): { readonly from: string; readonly index: number } | undefined {
  for (const found of text.matchAll(
    /import\s*\{(?<names>[^}]*)\}\s*from\s*(?<quoted>'[^'\n]*'|"[^"\n]*")/g,
  )) {
    const [whole] = found;
    const { names = '', quoted = '' } = found.groups ?? {};
    const at = new RegExp(String.raw`\b${name}\b(?=\s*(?:,|$|as\s))`).exec(names)?.index;
    if (at !== undefined)
      return { from: quoted.slice(1, -1), index: found.index + whole.indexOf('{') + 1 + at };
  }
  return undefined;
}

function namespaceImport(text: string, space: string): string | undefined {
  const found = new RegExp(
    String.raw`import\s*\*\s*as\s+${space}\s+from\s*(?:'(?<single>[^'\n]*)'|"(?<double>[^"\n]*)")`,
  ).exec(text)?.groups;
  return found?.['single'] ?? found?.['double'];
}

/** Names that a module exports; none of a package that was not loaded, since loading it could do anything. */
function exportedBy(from: string, file: string): readonly string[] {
  if (/^\.{1,2}\//.test(from)) {
    const path = resolve(dirname(file), from);
    return [path, `${path}.ts`, `${path}/index.ts`].flatMap((one) => declaredIn(textOf(one)));
  }
  const load = createRequire(file);
  try {
    const found = load.cache[load.resolve(from)];
    // Where a link fails, Node has read the names of a module and not run it.
    const loaded: unknown = found?.loaded === true ? found.exports : from === 'asterism' ? load(from) : {};
    return typeof loaded === 'object' && loaded !== null ? Object.keys(loaded) : [];
  } catch {
    return [];
  }
}

function declaredIn(text: string): readonly string[] {
  const declared = [
    ...text.matchAll(/^export\s+(?:async\s+|abstract\s+)?(?:const|let|function\*?|class)\s+(?<name>\w+)/gm),
  ].map(({ groups }) => groups?.['name'] ?? '');
  const listed = [...text.matchAll(/^export\s*\{(?<names>[^}]*)\}/gm)].flatMap(({ groups }) =>
    (groups?.['names'] ?? '').split(',').map((one) => one.trim().split(/\s/).at(-1) ?? ''),
  );
  return [...declared, ...listed].filter((name) => name !== '');
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

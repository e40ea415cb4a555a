import { readFileSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { mainFile } from './find-main';

/** The folder of this library. */
const library = join(__dirname, '..');

/** Packages whose functions give the same for the same arguments, apart from what `open` names. */
const packages = new Set(['asterism', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'valibot']);

/**
 * Words of code whose result may change though no source did: the environment, the clock, chance, files, the network, other
 * programs, the locale, ways around this list, and what reads files or runs Helm in cdk8s. `console` prints at every run. Node has
 * no `window`, and components have a prop of that name.
 */
const open =
  /\b(?:process|global|globalThis|self|Date|performance|Intl|random|crypto|fetch|WebSocket|XMLHttpRequest|EventSource|navigator|setTimeout|setInterval|setImmediate|queueMicrotask|eval|Function|constructor|prototype|require|module|exports|import\.meta|Include|Helm|Yaml|Testing|addFile|addDirectory|localeCompare|toLocale\w*|console|Reflect|Proxy)\b|\bimport\s*\(/;

/** A source of a project that names nothing through which it could see more than its text. */
export interface ClosedSource {
  readonly text: string;
  /** The sources that it imports, absolute. */
  readonly imports: readonly string[];
}

/**
 * Walks the sources of a project. What they make follows from their texts alone: they import one another and packages that are
 * known, and name nothing through which they could see more. So a run may be left out while no text changed, and a running
 * process may load those that changed once more.
 * @param main the first source, absolute
 * @returns every source that the first one reaches, by its path; undefined where one of them could see more, cannot be read, or is
 *   unclear
 */
export function closedSources(main: string): ReadonlyMap<string, ClosedSource> | undefined {
  const found = new Map<string, ClosedSource>();
  const waiting = [main];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file) || isOwn(file)) continue;
    const source = closedSource(file);
    if (source === undefined) return undefined;
    found.set(file, source);
    waiting.push(...source.imports);
  }
  return found;
}

/**
 * The sources of a project whose `main.ts` makes its list of clusters from their texts alone.
 * @param root the project's root, absolute
 * @returns as `closedSources`; also undefined where `main.ts` calls `run` more than once: each run has an answer of its own
 */
export function projectSources(root: string): ReadonlyMap<string, ClosedSource> | undefined {
  const main = join(root, mainFile);
  const sources = closedSources(main);
  return sources?.get(main)?.text.match(/\brun\b\s*\(/g)?.length === 1 ? sources : undefined;
}

/** Whether a file belongs to this library: what is in it asks nothing but what a synth looks at. */
export function isOwn(file: string): boolean {
  return [library, join(library, '..', 'imports')].some((folder) => file.startsWith(folder + sep));
}

function closedSource(file: string): ClosedSource | undefined {
  const text = textOf(file);
  if (text === undefined) return undefined;
  if (file.endsWith('.json')) return { text, imports: [] };
  if (!file.endsWith('.ts') || open.test(text)) return undefined;
  const imports: string[] = [];
  for (const name of importsOf(text)) {
    if (packages.has(name) || isOwn(name)) continue;
    const source = name.startsWith('.') ? sourceOf(join(dirname(file), name)) : undefined;
    if (source === undefined) return undefined;
    imports.push(source);
  }
  return { text, imports };
}

function sourceOf(path: string): string | undefined {
  return ['', '.ts', '/index.ts']
    .map((ending) => path + ending)
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a source imports; of an `import` or `from` that no text follows, a name that no package has. */
function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*(?:(['"])(.*?)\1)/g)].map(([, , name = '']) => name);
}

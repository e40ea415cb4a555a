import { readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** The folder of this library: what is in it asks nothing but what a synth looks at. */
const library = join(__dirname, '..');

/** Packages whose functions give the same for the same arguments, apart from what `open` names. */
const packages = new Set(['asterism', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'valibot']);

/**
 * Words of code whose result may change though no source did: the environment, the clock, chance, files, the network, other
 * programs, the locale, ways around this list, and what reads files or runs Helm in cdk8s. `console` prints at every run.
 */
const open =
  /\b(?:process|global|globalThis|window|self|Date|performance|Intl|random|crypto|fetch|WebSocket|XMLHttpRequest|EventSource|navigator|setTimeout|setInterval|setImmediate|queueMicrotask|eval|Function|constructor|prototype|require|module|exports|import\.meta|Include|Helm|Yaml|Testing|addFile|addDirectory|localeCompare|toLocale\w*|console|Reflect|Proxy)\b|\bimport\s*\(/;

/**
 * Whether what these sources make follows from their texts alone, so that a run may be left out while none of them changed. They
 * import one another and packages that are known, and name nothing through which they could see more. Whatever is unclear counts
 * as more: then each run loads them.
 * @param sources every module of a project that is loaded, absolute
 */
export function isClosed(sources: readonly string[]): boolean {
  const loaded = new Set(sources);
  return sources.filter((file) => !isOwn(file)).every((file) => isClosedSource(file, loaded));
}

function isOwn(file: string): boolean {
  return [library, join(library, '..', 'imports')].some((folder) => file.startsWith(folder + sep));
}

function isClosedSource(file: string, loaded: ReadonlySet<string>): boolean {
  if (file.endsWith('.json')) return true;
  if (!file.endsWith('.ts')) return false;
  const text = readFileSync(file, 'utf8');
  if (open.test(text)) return false;
  return importsOf(text).every((name) =>
    name.startsWith('.')
      ? ['', '.ts', '/index.ts'].some((ending) => loaded.has(join(dirname(file), name + ending)))
      : packages.has(name) || isOwn(name),
  );
}

/** What a source imports; of an `import` or `from` that no text follows, a name that is none. */
function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:from|import)\s*(?:(['"])(.*?)\1)/g)].map(([, , name = '']) => name);
}

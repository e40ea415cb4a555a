import type * as Jiti from 'jiti';
import * as nodeModule from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { forgetSource, isTypeScript, moduleOf, rememberSource } from './stale-sources';

interface Resolved {
  readonly url: string;
  readonly format?: string | null;
}
type Resolve<Context> = (specifier: string, context: Context, next: NextResolve<Context>) => Resolved;
type NextResolve<Context> = (specifier: string, context: Context) => Resolved;

/** What Node 22.18 and 24 have and Node 20 lacks. https://nodejs.org/api/module.html#moduleregisterhooksoptions */
interface NewerModule {
  readonly builtinModules: readonly string[];
  readonly registerHooks?: (hooks: { readonly resolve: Resolve<unknown> }) => unknown;
}
interface NewerFeatures {
  readonly ipv6: boolean;
  readonly typescript?: unknown;
}

const { registerHooks }: NewerModule = nodeModule;
const { typescript }: NewerFeatures = process.features;

/** How often `main.ts` was loaded again. */
let loads = 0;

/** Whether the library itself runs as TypeScript, so that whoever started it reads TypeScript already. */
const isSource = isTypeScript(__filename);

const strips = registerHooks !== undefined && Boolean(typescript);

/** Whether a stack names the columns of the sources: jiti keeps lines only. */
export const keepsColumns = isSource || strips;

/**
 * Loads a project's `main.ts`, which runs the command line over its clusters. Node strips the types itself where it can; jiti does
 * where it cannot, and keeps what it made by content (`node_modules/.cache/jiti`).
 */
export async function loadMain(main: string): Promise<void> {
  // import() would go past tsx, which serves require.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  if (isSource) require(main);
  else if (strips) {
    if (loads === 0) registerHooks({ resolve });
    await import(pathToFileURL(main).href);
  } else {
    // Through require, as what an ES module imports Node reads twice: once more for the names that it exports.
    // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-assertions
    const { createJiti } = require('jiti') as typeof Jiti;
    // Packages are JavaScript: without these names jiti would look through their text for syntax to translate.
    createJiti(main, { nativeModules: [...packages] })(main);
  }
}

/**
 * Loads a project's `main.ts` once more in the process that loaded it before, with sources whose text changed.
 * @param sources what is to be read again, absolute: the changed sources and all that import them
 */
export async function loadMainAgain(main: string, sources: Iterable<string>): Promise<void> {
  for (const file of sources) forgetSource(file);
  loads++;
  await loadMain(main);
}

const packages = ['asterism', 'cdk8s', 'cdk8s-plus-28', 'constructs', 'valibot'];

/**
 * Node's own resolution, with two things that the compiler and jiti allow: a file without its extension
 * (`./clusters/home`), and `import` in a file whose `package.json` does not say that it holds modules.
 */
function resolve<Context>(specifier: string, context: Context, next: NextResolve<Context>): Resolved {
  const found = withExtension(specifier, (name) => next(name, context));
  if (!isTypeScript(found.url) || !found.url.startsWith('file:')) return found;
  const file = fileURLToPath(found.url);
  // Node keeps a module for ever by its address. With another query it reads the file again.
  const url = moduleOf(file) ?? (loads === 0 ? found.url : `${found.url}?${loads}`);
  rememberSource(file, url);
  return { url, format: 'module-typescript' };
}

function withExtension(specifier: string, find: (specifier: string) => Resolved): Resolved {
  if (!/^\.{1,2}\//.test(specifier)) return find(specifier);
  try {
    return find(specifier);
  } catch (error) {
    for (const ending of ['.ts', '/index.ts'])
      try {
        return find(specifier + ending);
      } catch {
        // The message is about the name that is written.
      }
    throw error;
  }
}

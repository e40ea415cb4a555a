import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { FileSpec } from '../synth';

/** How the name of a module ends that holds a script. */
export const scriptModuleEnding = '.script.ts';

/** Paths of the files below `lib/` whose names end so, from the root. */
export function libraryFiles(root: string, ending: string): readonly string[] {
  return readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => `lib/${path.replaceAll(sep, '/')}`)
    .sort();
}

/**
 * The shell scripts of the library as modules, each beside its script: `create-topics.sh` becomes `createTopics` of
 * `create-topics.script.ts`. What derives files from facts reads no file of its own, and works the same compiled or bundled.
 */
export function scriptModules(root: string): readonly FileSpec[] {
  return libraryFiles(root, '.sh').map((path) => {
    const name = basename(path, '.sh');
    const lines = readFileSync(join(root, path), 'utf8').split('\n');
    return {
      path: path.replace(/\.sh$/, scriptModuleEnding),
      text: [
        `// Written by \`npm run scripts\` from ${name}.sh: change that.`,
        `export const ${variableName(name)} = [`,
        ...lines.map((line) => `  ${JSON.stringify(line)},`),
        "].join('\\n');",
        '',
      ].join('\n'),
    };
  });
}

function variableName(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

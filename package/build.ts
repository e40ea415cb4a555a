import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bundling } from './bundle';
import { writeDeclarations } from './declarations';

// `npm pack` runs it: what ships as the package, in `build/`. One file of JavaScript has all code, since a file of its own for
// each of 600 modules would be what `asterism` waits for most; beside it stand the entries, and the types.
const root = join(__dirname, '..');
const folder = join(root, 'build');
const code = join(folder, 'asterism.js');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
buildSync({
  ...bundling,
  stdin: {
    contents: [
      "export * as index from './lib/index';",
      "export * as testing from './lib/testing/contract';",
      "export { start } from './lib/cli/asterism';",
    ].join('\n'),
    resolveDir: root,
  },
  outfile: code,
});
// What a run in which nothing changed is answered by, before the rest is loaded.
buildSync({
  ...bundling,
  entryPoints: [join(root, 'lib/cli/same-run.ts')],
  outfile: join(folder, 'same-run.js'),
});

/** An entry lists its names one by one: that is how Node finds those of CommonJS for an `import`. */
function entry(name: string, values: object): string {
  return [
    '"use strict";',
    `const { ${name} } = require("./asterism.js");`,
    ...Object.keys(values).map((key) => `exports.${key} = ${name}.${key};`),
    '',
  ].join('\n');
}

// eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment -- just written
const made: Readonly<Record<'index' | 'testing', object>> = require(code);
for (const name of ['index', 'testing'] as const)
  writeFileSync(join(folder, `${name}.js`), entry(name, made[name]));

// Node 22 and newer keep what they compiled for the next start: https://nodejs.org/api/module.html#module-compile-cache
writeFileSync(
  join(folder, 'bin.js'),
  [
    '#!/usr/bin/env node',
    '"use strict";',
    'require("node:module").enableCompileCache?.();',
    'if (!require("./same-run.js").answerSameRun()) void require("./asterism.js").start();',
    '',
  ].join('\n'),
);
chmodSync(join(folder, 'bin.js'), 0o755);

writeDeclarations(root, join(folder, 'types'));

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { bundleText } from '../package/bundle';
import type * as Variants from './variants';

/**
 * Runs one variant once and prints what it took: each measurement has a process of its own, so that none warms another up. What is
 * measured is what ships, code in one file as in the package: the modules that the runner of TypeScript makes have each function
 * named and each import looked up at every use, which takes no variant as much as ours.
 */
const [variant, size] = process.argv.slice(2);

const { runVariant, variants } = bundled(join(__dirname, 'variants.ts'));
const chosen = variants.find((name) => name === variant);
if (chosen === undefined) throw new Error(`no variant is named ${String(variant)}`);
// In the last line: what is measured may print something itself.
void runVariant(chosen, Number(size)).then((taken) => {
  console.log(JSON.stringify(taken));
});

function bundled(file: string): typeof Variants {
  const module: { exports: unknown } = { exports: {} };
  const given = ['module', 'exports', 'require', '__dirname', '__filename'];
  const run = compileFunction(bundleText(file), given, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  Reflect.apply(run, undefined, [module, module.exports, createRequire(file), __dirname, file]);
  if (!isVariants(module.exports)) throw new Error(`${file} does not export what is measured`);
  return module.exports;
}

function isVariants(value: unknown): value is typeof Variants {
  return typeof value === 'object' && value !== null && 'runVariant' in value && 'variants' in value;
}

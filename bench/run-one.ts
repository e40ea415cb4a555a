import { runVariant, variants } from './variants';

/** Runs one variant once and prints what it took: each measurement has a process of its own, so that none warms another up. */
const [variant, size] = process.argv.slice(2);

const chosen = variants.find((name) => name === variant);
if (chosen === undefined) throw new Error(`no variant is named ${String(variant)}`);
// In the last line: what is measured may print something itself.
void runVariant(chosen, Number(size)).then((taken) => {
  console.log(JSON.stringify(taken));
});

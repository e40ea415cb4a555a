import { runVariant, type Variant } from './variants';

/** Runs one variant once and prints what it took: each measurement has a process of its own, so that none warms another up. */
const [variant, charts] = process.argv.slice(2);

const variants: readonly Variant[] = [
  'floor',
  'asterism',
  'whole synth',
  'second synth',
  'App.synth',
  'App.synth, folders',
  'helm',
  'reach --all',
];
const chosen = variants.find((name) => name === variant);
if (chosen === undefined) throw new Error(`no variant is named ${String(variant)}`);
console.log(JSON.stringify(runVariant(chosen, Number(charts))));

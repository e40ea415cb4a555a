import * as v from 'valibot';
import { type Parsed, refused } from '../../values';
import type { NewCluster } from './answers';

/** Where npm finds what a new repository is built with. */
export interface Dependencies {
  /** What npm installs as `asterism`: `^0.1.0`, or the path of a package. */
  readonly asterism: string;
  /** Versions of the packages that components are written with, by name. */
  readonly others: Readonly<Record<string, string>>;
  /** Versions of the compiler and of the types of Node, by name. */
  readonly compiler: Readonly<Record<string, string>>;
}

const versions = v.optional(v.record(v.string(), v.string()), {});
const packageShape = v.looseObject({
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
});

/** What `npm init` writes where nothing is tested. */
const noTest = /^echo "Error: no test specified"/;

/**
 * The package.json of a new repository. One that is there keeps what it says, and gains what it lacks: whoever has installed
 * asterism into an empty folder has one.
 * @param before the text of the file that is there
 */
export function packageFile(
  { name }: NewCluster,
  { asterism, others, compiler }: Dependencies,
  before?: string,
): Parsed<string> {
  const json = parsed(before);
  const read = v.safeParse(packageShape, json);
  if (!read.success)
    return refused('is not a package.json', 'correct it, or remove it and run asterism init again');
  const { scripts, dependencies, devDependencies, ...rest } = read.output;
  const { test = 'echo "Error: no test specified"', ...otherScripts } = scripts;
  const installed = { ...dependencies, ...devDependencies };
  const without = (more: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(more).filter(([one]) => !(one in installed)));
  const written = {
    ...(before === undefined && { name: `${name}-clusters`, private: true }),
    ...rest,
    scripts: {
      synth: 'asterism synth',
      asterism: 'asterism',
      ...otherScripts,
      test: noTest.test(test) ? 'tsc && asterism synth --check' : test,
    },
    dependencies: sorted({ ...dependencies, ...without({ asterism, ...others }) }),
    devDependencies: sorted({ ...devDependencies, ...without(compiler) }),
  };
  return { value: `${JSON.stringify(written, undefined, 2)}\n` };
}

function parsed(text = '{}'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { pinsOf } from './cache';

const pinShape = v.strictObject({
  /** Whose definitions they are, by the name of its chart or of its git repository: `cilium`. */
  product: v.string(),
  module: v.string(),
  /** Version of the module: that of what is served, or the nearest one that can be had. */
  version: v.string(),
  /** Sum of the module as go.sum has it. */
  sum: v.string(),
  /** Folders of the module in which its definitions are, a file each. */
  folders: v.array(v.string()),
  /** Versions of the chart, or revisions of the git repository, that bring these definitions. Those of no component serve none. */
  serves: v.array(v.string()),
});

/** A Go module from which the lab takes custom resource definitions. */
export type DefinitionPin = v.InferOutput<typeof pinShape>;

/** What a cluster takes from outside: version by the name of the chart or of the git repository. */
export type Versions = ReadonlyMap<string, string>;

/** Where the pins are, in messages. */
export const pinsFile = 'lab/pins/definitions/modules.json';

/** Every module from which definitions are taken. Of one product the newest version comes last. */
export function definitionPins(): readonly DefinitionPin[] {
  return v.parse(
    v.array(pinShape),
    JSON.parse(readFileSync(join(pinsOf('definitions'), 'modules.json'), 'utf8')),
  );
}

/** Name of the file with the definitions of a module, a list of JSON. */
export function definitionFile({ product, version }: DefinitionPin): string {
  return `${product}-${version}.json`;
}

/**
 * The pin of each product: the one that serves the version that the cluster takes, and the newest of a product that it does
 * not take.
 * @throws when no pin serves a version, with the next step
 */
export function chosenPins(pins: readonly DefinitionPin[], versions: Versions): readonly DefinitionPin[] {
  const lacking: string[] = [];
  const chosen = [...new Set(pins.map(({ product }) => product))].flatMap((product) => {
    const own = pins.filter((pin) => pin.product === product);
    const version = versions.get(product);
    if (version === undefined) return own.slice(-1);
    const pin = own.find(({ serves }) => serves.includes(version));
    if (pin === undefined)
      lacking.push(
        `${pinsFile}: found no definitions for ${product} ${version}; add the version to "serves" of the module that has them`,
      );
    return pin ?? [];
  });
  if (lacking.length > 0) throw new Error(lacking.join('\n'));
  return chosen;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { filesNamed, type World } from './renderings';

const shape = v.object({ data: v.optional(v.record(v.string(), v.string()), {}) });

/** What a ConfigMap holds, as files in a folder of their own. */
export interface Mounted {
  readonly folder: string;
  readonly data: Readonly<Record<string, string>>;
  /** The values with which it was made. */
  readonly values: string;
}

/** Writes the files of every ConfigMap that holds one of these keys, as a pod would see them. */
export function mountedMaps(world: World, keys: readonly string[]): readonly Mounted[] {
  const folder = world.scene.newFolder(`mounted-${keys.join('-')}`);
  const found = filesNamed(world, /\/configmap-[^/]*\.yaml$/).flatMap(({ text, values }, number) => {
    const { data } = v.parse(shape, load(text));
    if (!keys.some((key) => Object.hasOwn(data, key))) return [];
    const place = join(folder, String(number));
    // Two claims may ask for one key.
    mkdirSync(place, { recursive: true });
    for (const [key, written] of Object.entries(data)) writeFileSync(join(place, basename(key)), written);
    return [{ folder: place, data, values }];
  });
  if (found.length === 0) throw new Error(`no ConfigMap holds ${keys.join(' or ')}`);
  return found;
}

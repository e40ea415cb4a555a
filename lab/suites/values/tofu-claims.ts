import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { plannedModules } from '../../drivers/opentofu';
import type { Claim } from '../../harness';
import { isRecord } from '../../../lib/values';
import { countOf } from './each';
import { filesNamed, type Rendering, type World } from './renderings';

const shape = v.object({ resource: v.record(v.string(), v.record(v.string(), v.unknown())) });

/** Whether OpenTofu understood a value of a file as it was meant. It adds its own values, and makes a list of one block. */
function isUnderstood(written: unknown, read: unknown): boolean {
  if (written === null) return true;
  if (typeof written === 'string') {
    if (written.startsWith('${var.')) return true;
    return written.replaceAll('$${', '${').replaceAll('%%{', '%{') === read;
  }
  if (Array.isArray(written))
    return written.every((item, index) => Array.isArray(read) && isUnderstood(item, read[index]));
  if (!isRecord(written)) return isDeepStrictEqual(written, read);
  const block: unknown = Array.isArray(read) ? read[0] : read;
  return isRecord(block) && Object.entries(written).every(([key, value]) => isUnderstood(value, block[key]));
}

/** @returns each module with its files: every main file, and every file of variables, with one of the other kind */
function modulesOf(
  mains: readonly Rendering[],
  variables: readonly Rendering[],
): ReadonlyMap<string, Rendering[]> {
  const [[main], [variable]] = [mains, variables];
  if (main === undefined || variable === undefined) throw new Error('nothing was rendered for OpenTofu');
  const sets = [...mains.map((one) => [one, variable]), ...variables.map((one) => [main, one])];
  return new Map(sets.map((files, index) => [`set${index}`, files]));
}

export const tofuClaims: readonly Claim<World>[] = [
  {
    says: 'OpenTofu plans every VM with hostile values, and reads each value as it is written',
    by: "tofu plan of all files as modules with the provider's schema, from nothing; planned values compared",
    prove: async (world) => {
      const modules = modulesOf(
        filesNamed(world, /main\.tf\.json$/),
        filesNamed(world, /variables\.tf\.json$/),
      );
      const paths = new Map([...modules].map(([name, files]) => [name, files.map(({ file }) => file)]));
      const read = await plannedModules(world.scene, 'opentofu', paths);
      const wrong = [...modules].flatMap(([module, [main]]) => {
        const { resource } = v.parse(shape, JSON.parse(main?.text ?? ''));
        return Object.entries(resource).flatMap(([type, named]) =>
          Object.entries(named).flatMap(([name, written]) => {
            const found = read.find((one) => one.module === module && one.type === type && one.name === name);
            return isUnderstood(written, found?.values)
              ? []
              : [
                  `${main?.file ?? ''}: ${name} is read as ${JSON.stringify(found?.values)} with ${main?.values ?? ''}`,
                ];
          }),
        );
      });
      return `${countOf([...modules], wrong)}, ${read.length} VMs`;
    },
  },
];

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import { definitionFile, type DefinitionPin } from './definition-pins';

const definitionShape = v.looseObject({ kind: v.literal('CustomResourceDefinition') });

const downloadShape = v.object({ Dir: v.string(), Sum: v.string() });

/**
 * Writes the definitions of each pinned module into one file, `gateway-api-v1.4.1.json`, without their descriptions: these
 * decide nothing, and with them Argo CD's health scripts run out of their second on a busy machine.
 * @param download asks Go for a module at a version, and gives the JSON that it prints
 * @throws when a module is not what the pins name
 */
export async function takeDefinitions(
  pins: readonly DefinitionPin[],
  folder: string,
  download: (module: string) => Promise<string>,
): Promise<void> {
  for (const pin of pins) {
    const { module, version, sum, folders } = pin;
    const got = v.parse(downloadShape, JSON.parse(await download(`${module}@${version}`)));
    if (got.Sum !== sum)
      throw new Error(`checksum mismatch of ${module} ${version}: found ${got.Sum}, expected ${sum}`);
    const definitions = folders.flatMap((each) =>
      readdirSync(join(got.Dir, each))
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .flatMap((name) => loadAll(readFileSync(join(got.Dir, each, name), 'utf8')))
        .filter((value) => v.is(definitionShape, value))
        .map(withoutDescriptions),
    );
    if (definitions.length === 0)
      throw new Error(`${module} ${version}: found no definitions in ${folders.join(', ')}`);
    writeFileSync(join(folder, definitionFile(pin)), JSON.stringify(definitions));
  }
}

/** What a value is without descriptions; a field of that name stays, since its value is a schema and not text. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
      key === 'description' && typeof part === 'string' ? [] : [[key, withoutDescriptions(part)]],
    ),
  );
}

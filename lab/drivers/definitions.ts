import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import { type Scene, waitFor } from '../harness';
import type { ApiServer } from './api-server';
import { type KubeObject, kubeObject } from './committed';
import { applyObject, refusal, resourcesOf } from './resources';

const definitionShape = v.object({
  spec: v.object({
    group: v.string(),
    names: v.object({ kind: v.string(), plural: v.string() }),
    versions: v.array(v.object({ name: v.string(), served: v.boolean() })),
  }),
});

/** Custom resource definitions of the reference folder. @param wanted tells by the file's name which ones */
export function definitionsIn(
  folder: string,
  wanted: (file: string) => boolean = () => true,
): readonly KubeObject[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && wanted(file))
    .sort();
  if (files.length === 0) throw new Error(`${folder}: there is no such definition`);
  return files.flatMap((file) =>
    loadAll(readFileSync(join(folder, file), 'utf8'))
      .filter((value) => value !== null && value !== undefined)
      .map((value) => kubeObject(value, file)),
  );
}

/** What became of definitions. */
export interface Loaded {
  readonly accepted: number;
  /** Those that the API server does not take, each with its words. */
  readonly refused: readonly string[];
}

/** Offers definitions to the API server, and waits until it serves the kinds of those that it takes. */
export async function offerDefinitions(
  scene: Scene,
  api: ApiServer,
  wanted?: (file: string) => boolean,
): Promise<Loaded> {
  const definitions = definitionsIn(scene.definitions, wanted);
  const resources = resourcesOf(api);
  const answers = await Promise.all(
    definitions.map(async (definition) => {
      const why = refusal(await applyObject(api, resources, definition));
      if (why !== undefined) return [`${definition.metadata.name}: ${why}`];
      const { spec } = v.parse(definitionShape, definition);
      const version = spec.versions.find(({ served }) => served)?.name ?? '';
      await waitFor(`${spec.names.kind} to be served`, 60, async () => {
        const { status } = await api.ask(
          'GET',
          `/apis/${spec.group}/${version}/${spec.names.plural}?limit=1`,
        );
        return status === 200 ? true : undefined;
      });
      return [];
    }),
  );
  const refused = answers.flat();
  return { accepted: definitions.length - refused.length, refused };
}

/** Loads definitions, all of which the API server has to take. */
export async function loadDefinitions(
  scene: Scene,
  api: ApiServer,
  wanted?: (file: string) => boolean,
): Promise<void> {
  const { refused } = await offerDefinitions(scene, api, wanted);
  if (refused.length > 0) throw new Error(refused.join('\n'));
}

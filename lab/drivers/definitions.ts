import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import * as v from 'valibot';
import { type Scene, waitFor } from '../harness';
import { howToFill } from '../harness/places';
import { chosenPins, definitionFile, definitionPins, type Versions } from '../programs';
import type { ApiServer } from './api-server';
import { type KubeObject, kubeObject } from './committed';
import { applyObject, refusal, resourcesOf } from './resources';
import { versionsIn } from './sources';

const definitionShape = v.object({
  spec: v.object({
    group: v.string(),
    names: v.object({ kind: v.string(), plural: v.string() }),
    versions: v.array(v.object({ name: v.string(), served: v.boolean() })),
  }),
});

/** Custom resource definitions of a cluster. */
export interface Definitions {
  /** Those of pinned modules. */
  readonly pinned: readonly KubeObject[];
  /** Those of the folder that `npm run lab:charts` fills. */
  readonly others: readonly KubeObject[];
}

/**
 * Custom resource definitions as a cluster with these objects has them: those of what its Applications take, by the version,
 * and those of its other objects. What no pinned module has comes from the folder that `npm run lab:charts` fills.
 * @param versions of what is taken; of all else the newest definitions are. @default as the Applications name them
 * @throws when objects are of kinds that neither Kubernetes nor a definition has, with the command that brings them
 */
export function definitionsFor(
  scene: Scene,
  objects: readonly KubeObject[],
  versions: Versions = versionsIn(objects),
): Definitions {
  const groups = new Set(objects.map(({ apiVersion }) => groupOf(apiVersion)));
  const pinned = pinnedDefinitions(scene, versions)
    .filter(({ product, definition }) => versions.has(product) || groups.has(specOf(definition).group))
    .map(({ definition }) => definition);
  if (kindsWithout(objects, pinned).length === 0) return { pinned, others: [] };
  const names = new Set(pinned.map(({ metadata }) => metadata.name));
  const others = otherDefinitions(scene).filter(
    (definition) => groups.has(specOf(definition).group) && !names.has(definition.metadata.name),
  );
  const lacking = kindsWithout(objects, [...pinned, ...others]);
  if (lacking.length > 0)
    throw new Error(`found no custom resource definition of ${lacking.join(', ')}; ${howToFill}`);
  return { pinned, others };
}

/** Definitions of one product, of a pinned module. */
export function definitionsOfProduct(
  scene: Scene,
  wanted: string,
  versions: Versions,
): readonly KubeObject[] {
  return pinnedDefinitions(scene, versions).flatMap(({ product, definition }) =>
    product === wanted ? [definition] : [],
  );
}

/** Definitions by their names, as far as there are such. */
export function definitionsNamed(
  scene: Scene,
  names: ReadonlySet<string>,
  versions: Versions,
): ReadonlyMap<string, KubeObject> {
  if (names.size === 0) return new Map();
  const byName = (definitions: readonly KubeObject[]) =>
    definitions.flatMap((each): [string, KubeObject][] =>
      names.has(each.metadata.name) ? [[each.metadata.name, each]] : [],
    );
  const pinned = new Map(byName(pinnedDefinitions(scene, versions).map(({ definition }) => definition)));
  return pinned.size === names.size ? pinned : new Map([...byName(otherDefinitions(scene)), ...pinned]);
}

function pinnedDefinitions(
  scene: Scene,
  versions: Versions,
): readonly { readonly product: string; readonly definition: KubeObject }[] {
  return chosenPins(definitionPins(), versions).flatMap((pin) => {
    const file = scene.program('definitions', definitionFile(pin));
    return v
      .parse(v.array(v.unknown()), JSON.parse(readFileSync(file, 'utf8')))
      .map((value) => ({ product: pin.product, definition: kubeObject(value, file) }));
  });
}

/** Definitions of the folder beside the modules, where there is one. */
function otherDefinitions({ definitions: folder }: Scene): readonly KubeObject[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) =>
      loadAll(readFileSync(join(folder, file), 'utf8'))
        .filter((value) => value !== null && value !== undefined)
        .map((value) => kubeObject(value, file)),
    );
}

/** Kinds of objects that neither Kubernetes nor a definition has, sorted. */
function kindsWithout(objects: readonly KubeObject[], definitions: readonly KubeObject[]): readonly string[] {
  const defined = new Set(
    definitions.map((definition) => {
      const { group, names } = specOf(definition);
      return `${names.kind} of ${group}`;
    }),
  );
  const kinds = objects.flatMap(({ apiVersion, kind }) => {
    const group = groupOf(apiVersion);
    return isOfKubernetes(group) ? [] : [`${kind} of ${group}`];
  });
  return [...new Set(kinds)].filter((kind) => !defined.has(kind)).sort();
}

/** Whether a group may be of Kubernetes itself; the others below k8s.io, such as that of the Gateway API, are pinned. */
function isOfKubernetes(group: string): boolean {
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

function specOf(definition: KubeObject): v.InferOutput<typeof definitionShape>['spec'] {
  return v.parse(definitionShape, definition).spec;
}

/** What became of definitions. */
export interface Loaded {
  readonly accepted: number;
  /** Those that the API server does not take, each with its words. */
  readonly refused: readonly string[];
}

/** Offers definitions to the API server, and waits until it serves the kinds of those that it takes. */
export async function offerDefinitions(api: ApiServer, definitions: readonly KubeObject[]): Promise<Loaded> {
  const resources = resourcesOf(api);
  const refused: string[] = [];
  const taken: KubeObject[] = [];
  // One after another: to apply a large one takes the server seconds, and all at once would make each wait for all others.
  for (const definition of definitions) {
    const why = refusal(await applyObject(api, resources, definition));
    if (why === undefined) taken.push(definition);
    else refused.push(`${definition.metadata.name}: ${why}`);
  }
  await Promise.all(taken.map((definition) => waitServed(api, definition)));
  if (taken.length > 0) await waitDiscovered(api, taken);
  return { accepted: taken.length, refused };
}

function waitServed(api: ApiServer, definition: KubeObject): Promise<true> {
  const { group, names, versions } = specOf(definition);
  const version = versions.find(({ served }) => served)?.name ?? '';
  return waitFor(`${names.kind} to be served`, 60, async () => {
    const { status } = await api.ask('GET', `/apis/${group}/${version}/${names.plural}?limit=1`);
    return status === 200 ? true : undefined;
  });
}

/** Waits until the API server lists the kinds, too: that comes later than the first answer, and programs look kinds up there. */
async function waitDiscovered(api: ApiServer, definitions: readonly KubeObject[]): Promise<void> {
  await waitFor('the kinds to be listed by kubectl api-resources', 60, async () => {
    // It ends with 1 while a group is only half there.
    const { stdout } = await api.kubectl(['api-resources', '--output', 'name'], { codes: [0, 1] });
    const listed = new Set(stdout.split('\n'));
    return definitions.every(({ metadata }) => listed.has(metadata.name)) ? true : undefined;
  });
}

/** Loads definitions, all of which the API server has to take. */
export async function loadDefinitions(api: ApiServer, definitions: readonly KubeObject[]): Promise<void> {
  const { refused } = await offerDefinitions(api, definitions);
  if (refused.length > 0) throw new Error(refused.join('\n'));
}

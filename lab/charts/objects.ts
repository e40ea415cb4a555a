import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const objectsShape = v.object({
  objects: v.array(
    v.object({
      apiVersion: v.string(),
      kind: v.string(),
      name: v.string(),
      namespace: v.optional(v.string()),
      hook: v.optional(v.string()),
    }),
  ),
});

/** An object that an upstream chart renders: one entry of its `objects.json`. */
export type ChartObject = v.InferOutput<typeof objectsShape>['objects'][number];

/**
 * Folder with the reference data of a chart.
 * @param folder folder of all charts
 * @throws when there is none for this version
 */
export function chartFolder(folder: string, name: string, version: string): string {
  const place = join(folder, `${name}-${version}`);
  if (!existsSync(place))
    throw new Error(
      `there is no reference data of chart ${name} ${version}; put its values.yaml, values.schema.json where it has one, and objects.json into ${name}-${version}/ of ASTERISM_CHARTS`,
    );
  return place;
}

/** Everything that a chart renders with nearly everything turned on. @param place its folder of reference data */
export function chartObjects(place: string): readonly ChartObject[] {
  return v.parse(objectsShape, JSON.parse(readFileSync(join(place, 'objects.json'), 'utf8'))).objects;
}

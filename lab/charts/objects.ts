import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const objectShape = v.strictObject({
  apiVersion: v.string(),
  kind: v.string(),
  name: v.string(),
  namespace: v.exactOptional(v.string()),
  hook: v.exactOptional(v.string()),
});

/** An object that an upstream chart creates. */
export type ChartObject = v.InferOutput<typeof objectShape>;

const listShape = v.strictObject({
  /** The chart, and the version from which the list was taken. */
  chart: v.string(),
  version: v.string(),
  repository: v.string(),
  /** Namespace for which it was rendered. */
  namespace: v.string(),
  objects: v.pipe(v.array(objectShape), v.readonly()),
});

/** What a chart creates with nearly everything turned on: a file of `lab/charts/objects`. */
export type ObjectList = v.InferOutput<typeof listShape>;

/** Path of the list of a chart, from the project's root. */
export function listPath(chart: string, version: string): string {
  return `lab/charts/objects/${chart}-${version}.json`;
}

/**
 * Everything that a chart creates with nearly everything turned on.
 * @throws when the project has no list for this version
 */
export function listedObjects(chart: string, version: string): readonly ChartObject[] {
  const path = join(__dirname, '..', '..', listPath(chart, version));
  if (!existsSync(path))
    throw new Error(
      `${listPath(chart, version)}: not found; npm run lab:charts -- --write asks Helm what the chart creates, and writes it`,
    );
  return v.parse(listShape, JSON.parse(readFileSync(path, 'utf8'))).objects;
}

/** A list as it is committed: an object a line, so that the diff of an upgrade says what came and what went. */
export function listText({ objects, ...face }: ObjectList): string {
  const lines = objects.map((object) => `    ${JSON.stringify(object)}`);
  const head = JSON.stringify(face, undefined, 2).replace(/\n\}$/, '');
  return `${head},\n  "objects": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

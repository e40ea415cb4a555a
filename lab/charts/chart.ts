import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { commentedKeys } from './commented';
import { type JsonMap, jsonMap } from './json';

/** What is known of a chart at a version. */
export interface Chart {
  /** `cilium 1.19.6`. */
  readonly title: string;
  /** What its values.yaml says. */
  readonly defaults: JsonMap;
  /** Paths of keys that it shows behind a `#`. */
  readonly commented: ReadonlySet<string>;
  /** Its values.schema.json, where it has one. */
  readonly schema?: JsonMap;
  /** What it renders with nearly everything turned on. */
  readonly objects: readonly RenderedObject[];
}

/** An object that a chart renders. */
export interface RenderedObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const renderedShape = v.object({
  objects: v.array(
    v.object({
      apiVersion: v.string(),
      kind: v.string(),
      name: v.string(),
      namespace: v.optional(v.string()),
    }),
  ),
});

/**
 * Reads the reference data of a chart.
 * @param folder folder of all charts
 * @throws when there is none for this version
 */
export function readChart(folder: string, name: string, version: string): Chart {
  const place = join(folder, `${name}-${version}`);
  if (!existsSync(place))
    throw new Error(
      `there is no reference data of chart ${name} ${version}; put its values.yaml, values.schema.json where it has one, and objects.json into ${name}-${version}/ of ASTERISM_CHARTS`,
    );
  const read = (file: string) => readFileSync(join(place, file), 'utf8');
  const { objects } = v.parse(renderedShape, JSON.parse(read('objects.json')));
  const text = read('values.yaml');
  return {
    title: `${name} ${version}`,
    defaults: readValues(text, `${name}-${version}/values.yaml`),
    commented: commentedKeys(text),
    ...(existsSync(join(place, 'values.schema.json')) && {
      schema: jsonMap(JSON.parse(read('values.schema.json')), `${name}-${version}/values.schema.json`),
    }),
    objects: objects.map(({ apiVersion, ...rest }) => ({
      kind: rest.kind,
      name: rest.name,
      ...(rest.namespace !== undefined && { namespace: rest.namespace }),
      group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
    })),
  };
}

/** Reads values as Helm does, which knows YAML 1.1: `yes` is true there. */
export function readValues(text: string, at: string): JsonMap {
  return jsonMap(parse(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'error' }), at);
}

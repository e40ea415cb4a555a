import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { commentedKeys } from './commented';
import { type JsonMap, jsonMap } from './json';
import { howToFill } from '../harness/places';
import { listedObjects } from './objects';

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
  /** What it creates with nearly everything turned on. */
  readonly objects: readonly RenderedObject[];
}

/** An object that a chart renders. */
export interface RenderedObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/**
 * Reads the reference data of a chart.
 * @param folder folder of all charts
 * @throws when there is none for this version
 */
export function readChart(folder: string, name: string, version: string): Chart {
  const place = join(folder, `${name}-${version}`);
  if (!existsSync(place)) throw new Error(`${name}-${version}: found no values of this chart; ${howToFill}`);
  const read = (file: string) => readFileSync(join(place, file), 'utf8');
  const text = read('values.yaml');
  return {
    title: `${name} ${version}`,
    defaults: readValues(text, `${name}-${version}/values.yaml`),
    commented: commentedKeys(text),
    ...(existsSync(join(place, 'values.schema.json')) && {
      schema: jsonMap(JSON.parse(read('values.schema.json')), `${name}-${version}/values.schema.json`),
    }),
    objects: listedObjects(name, version).map(({ apiVersion, kind, name: object, namespace }) => ({
      kind,
      name: object,
      ...(namespace !== undefined && { namespace }),
      group: apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '',
    })),
  };
}

/** Reads values as Helm does, which knows YAML 1.1: `yes` is true there. */
export function readValues(text: string, at: string): JsonMap {
  return jsonMap(parse(text, { version: '1.1', schema: 'yaml-1.1', logLevel: 'error' }), at);
}

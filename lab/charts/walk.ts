import { nearest } from '../../lib/values';
import type { Chart } from './chart';
import { isList, isMap, isSame, type Json, type JsonMap, kindOf } from './json';
import { kubernetesFinding, kubernetesType } from './kubernetes';
import { propertyOf, saysType, schemaOf, type SchemaPart } from './schema';

/** Maps of a chart that take any key, since the chart copies them into an object: path of the map → why. */
export type OpenMaps = Readonly<Record<string, string>>;

/** What was found in values, and how much was looked at. */
export interface Judged {
  /** A line each: path, what is wrong. */
  readonly findings: readonly string[];
  /** Values that were looked at, each at its full path. */
  readonly paths: readonly string[];
}

/**
 * Holds values against a chart's values.yaml and schema. A path exists when the default has the key, when the schema names
 * it, when Kubernetes takes it (below `resources`, `annotations` and the like, which charts hand on), when values.yaml
 * shows it behind a `#`, or when its map is known to be copied key by key. An empty map as default does not allow every key:
 * nothing says what belongs in it. Types are those of the default unless the schema says its own, which ajv judges.
 */
export function judgeValues(
  values: JsonMap,
  chart: Pick<Chart, 'defaults' | 'schema' | 'commented'>,
  open: OpenMaps,
): Judged {
  const findings: string[] = [];
  const paths: string[] = [];

  const walkMap = (map: JsonMap, defaults: JsonMap, schema: SchemaPart | undefined, path: string): void => {
    const handed: Record<string, Json> = {};
    const type = kubernetesType(lastOf(path));
    for (const [key, value] of Object.entries(map)) {
      const at = path === '' ? key : `${path}.${key}`;
      const inDefaults = Object.hasOwn(defaults, key);
      const property = schema && propertyOf(schema, key);
      if (inDefaults || property !== undefined) walkValue(value, defaults[key], property, at);
      else if (type !== undefined) handed[key] = value;
      else if (chart.commented.has(at)) walkValue(value, undefined, undefined, at);
      else if (Object.hasOwn(open, path)) walkOpen(value, at);
      else findings.push(`${at}: the chart has no such value${hint(key, defaults)}`);
    }
    if (type === undefined || Object.keys(handed).length === 0) return;
    paths.push(...Object.entries(handed).flatMap(([key, value]) => leavesOf(value, `${path}.${key}`)));
    const finding = kubernetesFinding(type, handed);
    if (finding !== undefined) findings.push(`${path}: ${finding}`);
  };

  const walkValue = (
    value: Json,
    standard: Json | undefined,
    schema: SchemaPart | undefined,
    at: string,
  ): void => {
    const typed = saysType(schema);
    const known = standard === undefined || standard === null || typed;
    if (!known && kindOf(value) !== kindOf(standard))
      findings.push(`${at}: is ${kindOf(value)}, and the chart's default ${kindOf(standard)}`);
    else if (isMap(value)) walkMap(value, isMap(standard) ? standard : {}, schema, at);
    else {
      paths.push(at);
      if (isList(value) && !typed) walkList(value, isList(standard) ? standard : [], at);
    }
  };

  /** Items are what Kubernetes takes, or of the kind that the default's are. */
  const walkList = (list: readonly Json[], standard: readonly Json[], at: string): void => {
    const type = kubernetesType(lastOf(at));
    const kinds = new Set(standard.map(kindOf));
    list.forEach((item, index) => {
      const finding = type === undefined ? undefined : kubernetesFinding(type, item);
      if (finding !== undefined) findings.push(`${at}[${index}]: ${finding}`);
      if (type === undefined && kinds.size > 0 && !kinds.has(kindOf(item)))
        findings.push(
          `${at}[${index}]: is ${kindOf(item)}, and the chart's own items ${[...kinds].join(', ')}`,
        );
    });
  };

  const walkOpen = (value: Json, at: string): void => {
    paths.push(at);
    if (isMap(value) || isList(value))
      findings.push(`${at}: is ${kindOf(value)} where the chart copies text`);
  };

  walkMap(values, chart.defaults, schemaOf(chart.schema), '');
  return { findings, paths };
}

/** Paths of values that are the same as the chart's default: they say nothing, and hide what does. */
export function sameAsDefault(values: JsonMap, defaults: JsonMap): readonly string[] {
  const at = (value: Json, standard: Json | undefined, path: string): readonly string[] => {
    if (isMap(value) && isMap(standard) && Object.keys(value).length > 0)
      return Object.entries(value).flatMap(([key, item]) =>
        Object.hasOwn(standard, key) ? at(item, standard[key], path === '' ? key : `${path}.${key}`) : [],
      );
    // An empty map over another one changes nothing.
    return isSame(value, standard) || (isMap(value) && isMap(standard)) ? [path] : [];
  };
  return at(values, defaults, '');
}

/** The key at the end of a path. Keys of ConfigMaps hold dots, but none of them is a map. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function leavesOf(value: Json, path: string): readonly string[] {
  if (!isMap(value)) return [path];
  return Object.entries(value).flatMap(([key, item]) => leavesOf(item, `${path}.${key}`));
}

function hint(key: string, defaults: JsonMap): string {
  const names = Object.keys(defaults);
  const near = nearest(key, names);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return names.length === 0 ? ': its map is empty, and nothing says what belongs in it' : '';
}

import fc from 'fast-check';
import * as v from 'valibot';
import type { Cluster } from '../plan';
import { isRecord, type Problem } from '../values';
import { formOf } from '../values/schema';
import { definedFrom, type PlainCluster, shapesOf } from './every-leaf';
import { plainClusters } from './plain-clusters';
import { hostileValue } from './hostile-values';
import { leavesOf } from './leaves';

/** A value or key in a plain cluster that a person may write. */
export interface LeafPlace {
  readonly cluster: PlainCluster;
  /** The way there; the last one of a key is the key itself. */
  readonly path: readonly string[];
  /** Its leaf in the shapes: `facts.nodes.[].name`. */
  readonly leaf: string;
  readonly isKey: boolean;
  readonly schema: v.GenericSchema;
  /** The value there. */
  readonly right: unknown;
}

/** A value of a place that its parser took. */
export interface Trial {
  readonly place: LeafPlace;
  readonly value: unknown;
}

/** A cluster with hostile values that was taken whole. */
export interface Taken {
  readonly trials: readonly Trial[];
  readonly cluster: Cluster;
}

/** What became of all values. */
export interface Trials {
  readonly tried: number;
  /** Values that a parser took. */
  readonly parsed: number;
  /** Clusters that were taken whole, each with several of these values. */
  readonly taken: readonly Taken[];
  /** Leaves without a place in the plain clusters. */
  readonly missing: readonly string[];
}

/**
 * Writes hostile values in every place of the plain clusters.
 * @param count how many, over all places
 */
export function hostileTrials(count: number, seed: number): Trials {
  const places = plainClusters.flatMap(placesOf);
  const reached = new Set(places.map(({ leaf }) => leaf));
  const each = Math.ceil(count / places.length);
  const trials = places.map((place, index) => {
    const options = { numRuns: each, seed: seed + index };
    return fc
      .sample(hostileValue([place.right]), options)
      .filter((value) => value !== place.right && v.safeParse(place.schema, value).success)
      .map((value): Trial => ({ place, value }));
  });
  return {
    tried: each * places.length,
    parsed: trials.flat().length,
    taken: plainClusters.flatMap((cluster) =>
      rounds(trials.filter(([first]) => first?.place.cluster === cluster)).flatMap((round) =>
        takenFrom(cluster, round),
      ),
    ),
    missing: plainClusters.flatMap(leafNames).filter((leaf) => !reached.has(leaf)),
  };
}

/** What is wrong with the plain clusters as they are: a cluster with a problem of its own would take no other value. */
export function plainProblems(): readonly Problem[] {
  return plainClusters.flatMap((cluster) => definedFrom(cluster).problems);
}

/** One trial of each place after another, as long as there are any. */
function rounds(trials: readonly (readonly Trial[])[]): readonly (readonly Trial[])[] {
  const most = Math.max(0, ...trials.map(({ length }) => length));
  return Array.from({ length: most }, (_, index) => trials.flatMap((some) => some.slice(index, index + 1)));
}

/** The cluster with all trials at once; where it is refused, with each half of them. */
function takenFrom(cluster: PlainCluster, trials: readonly Trial[]): readonly Taken[] {
  if (trials.length === 0) return [];
  const defined = definedFrom(withTrials(cluster, trials));
  if (defined.problems.length === 0) return [{ trials, cluster: defined }];
  if (trials.length === 1) return [];
  const half = Math.ceil(trials.length / 2);
  return [...takenFrom(cluster, trials.slice(0, half)), ...takenFrom(cluster, trials.slice(half))];
}

function leafNames(cluster: PlainCluster): readonly string[] {
  return shapesOf(cluster).flatMap(([start, shape]) =>
    leavesOf(shape, [nameOf(cluster, start)])
      .filter(({ schema }) => isWritten(schema))
      .map(({ path }) => path.join('.')),
  );
}

/** A picklist, a literal or a boolean takes no text. An endpoint is not plain data. */
function isWritten(schema: v.GenericSchema): boolean {
  return v.is(v.object({ pipe: v.array(v.unknown()) }), 'wrapped' in schema ? schema.wrapped : schema);
}

function nameOf(
  { components, distribution, programs, machines, systems }: PlainCluster,
  [first = '', index = '']: readonly string[],
): string {
  if (first === 'facts' || first === 'proxmox') return first;
  if (first === 'distribution') return distribution.kind;
  const lists = new Map(Object.entries({ components, programs, machines, systems }));
  return lists.get(first)?.[Number(index)]?.kind ?? '';
}

/** Every place of a cluster where text or a number stands. */
function placesOf(cluster: PlainCluster): readonly LeafPlace[] {
  return shapesOf(cluster).flatMap(([start, shape]) =>
    leavesOf(shape, [nameOf(cluster, start)]).flatMap(({ path, schema }) => {
      if (!isWritten(schema)) return [];
      const leaf = path.join('.');
      const isKey = path.at(-1) === '{key}';
      const found = waysTo(valueAt(cluster, start), path.slice(1), shape);
      return found.map(({ way, value }) => ({
        cluster,
        path: [...start, ...way],
        leaf,
        isKey,
        schema,
        right: value,
      }));
    }),
  );
}

/** Each way through data that a path of leaves describes, with what is at its end. */
function waysTo(
  data: unknown,
  [step, ...rest]: readonly string[],
  shape: v.GenericSchema,
  way: readonly string[] = [],
): readonly { readonly way: readonly string[]; readonly value: unknown }[] {
  if (step === undefined) return data === undefined ? [] : [{ way, value: data }];
  if (step === '{key}')
    return isRecord(data) ? Object.keys(data).map((key) => ({ way: [...way, key], value: key })) : [];
  const known = formOf(shape);
  const fixed = known.kind === 'object' ? Object.keys(known.entries) : [];
  const keys =
    step === '[]' || step === '{}'
      ? Object.keys(typeof data === 'object' && data !== null ? data : {}).filter(
          (key) => !fixed.includes(key),
        )
      : [step];
  return keys.flatMap((key) =>
    typeof data === 'object' && data !== null && Object.hasOwn(data, key)
      ? waysTo(Reflect.get(data, key), rest, shape, [...way, key])
      : [],
  );
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );
}

/** A cluster with other values. A text in several places is one name, and changes in all of them. */
function withTrials(cluster: PlainCluster, trials: readonly Trial[]): PlainCluster {
  const names = new Map<string, string>();
  const values = new Map<string, unknown>();
  for (const { place, value } of trials) {
    if (typeof place.right === 'string' && typeof value === 'string') names.set(place.right, value);
    else values.set(place.path.join('\0'), value);
  }
  const renamed = (text: string): string =>
    names.get(text) ??
    (text.includes('://')
      ? text
      : text
          .split('/')
          .map((part) => names.get(part) ?? part)
          .join('/'));
  const copy = (data: unknown, path: readonly string[]): unknown => {
    const other = values.get(path.join('\0'));
    if (other !== undefined) return other;
    if (typeof data === 'string') return renamed(data);
    if (Array.isArray(data)) return data.map((item: unknown, index) => copy(item, [...path, String(index)]));
    if (!isRecord(data)) return data;
    return Object.fromEntries(
      Object.entries(data).map(([key, item]) => [
        isName(key) ? key : renamed(key),
        copy(item, [...path, key]),
      ]),
    );
  };
  return {
    facts: {
      ...recordOf(copy(cluster.facts, ['facts'])),
      nodes: listOf(copy(cluster.facts.nodes, ['facts', 'nodes'])),
      hosts: listOf(copy(cluster.facts.hosts, ['facts', 'hosts'])),
    },
    ...(cluster.proxmox !== undefined && { proxmox: recordOf(copy(cluster.proxmox, ['proxmox'])) }),
    machines: cluster.machines.map((machine, index) => ({
      ...machine,
      props: recordOf(copy(machine.props, ['machines', String(index), 'props'])),
    })),
    systems: cluster.systems.map((system, index) => ({
      ...system,
      props: recordOf(copy(system.props, ['systems', String(index), 'props'])),
    })),
    distribution: {
      kind: cluster.distribution.kind,
      settings: recordOf(copy(cluster.distribution.settings, ['distribution', 'settings'])),
    },
    programs: cluster.programs.map((program, index) => ({
      ...program,
      props: recordOf(copy(program.props, ['programs', String(index), 'props'])),
    })),
    components: cluster.components.map(({ kind, props }, index) => ({
      kind,
      props: recordOf(copy(props, ['components', String(index), 'props'])),
    })),
    ...(cluster.database !== undefined && {
      database: {
        host: cluster.database.host,
        database: renamed(cluster.database.database),
        user: renamed(cluster.database.user),
      },
    }),
  };
}

/** Keys that the shapes themselves name. */
const own = new Set(
  plainClusters.flatMap((cluster) =>
    shapesOf(cluster).flatMap(([, shape]) => leavesOf(shape).flatMap(({ path }) => path)),
  ),
);

function isName(key: string): boolean {
  return own.has(key);
}

function recordOf(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

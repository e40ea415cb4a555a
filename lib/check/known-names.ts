import { mayCreateAnything } from '../component';
import { groupOf, isBuiltInGroup } from '../synth';
import { isRecord } from '../values';
import type { View } from './view';

/** Kinds that other objects name. */
export type NamedKind = 'Service' | 'Secret' | 'ConfigMap';

/** Answers whether a name may be there at run time. */
export interface KnownNames {
  /** Whether an object of ours has the name, or something else may make it there. */
  readonly has: (kind: NamedKind, namespace: string, name: string) => boolean;
  /** Names of a kind in a namespace, to suggest one. */
  readonly names: (kind: NamedKind, namespace: string) => readonly string[];
}

/**
 * Collects names. What a chart makes is known by its kinds alone, and what an operator makes not at all: it usually begins with
 * the name of the custom object, or that object names it. Where either may be, a name is not held against anything.
 */
export function knownNames(view: View): KnownNames {
  const names = {
    Service: new Map<string, Set<string>>(),
    Secret: new Map<string, Set<string>>(),
    ConfigMap: new Map<string, Set<string>>(),
  };
  const add = (kind: NamedKind, namespace: string, name: string) => {
    const set = names[kind].get(namespace);
    if (set === undefined) names[kind].set(namespace, new Set([name]));
    else set.add(name);
  };
  for (const kind of ['Service', 'Secret', 'ConfigMap'] as const)
    for (const { object } of view.ofKind('v1', kind))
      add(kind, object.metadata.namespace ?? 'default', object.metadata.name);
  for (const { namespace, secrets } of view.plan.components)
    for (const { name } of secrets) add('Secret', namespace, name);
  // A chart that does not state what it creates may make any name.
  const anyName = view.plan.components.some(({ upstream }) => mayCreateAnything(upstream));
  const charts = new Set(
    view.plan.components.flatMap(({ namespace, upstream }) =>
      (upstream?.creates ?? []).map((created) => `${created.kind} ${created.namespace ?? namespace}`),
    ),
  );
  const custom = new Map<string, CustomNames>();
  const ofCustomKinds = view.kinds.filter((kind) => !isBuiltInGroup(groupOf(kind)));
  for (const { object } of ofCustomKinds.flatMap(({ objects }) => objects)) {
    const { name, namespace } = object.metadata;
    if (namespace === undefined) continue;
    const known = custom.get(namespace) ?? { prefixes: [], mentioned: new Set() };
    custom.set(namespace, known);
    known.prefixes.push(name);
    collectTexts(object['spec'], known.mentioned);
  }
  return {
    names: (kind, namespace) => [...(names[kind].get(namespace) ?? [])],
    has: (kind, namespace, name) => {
      if (names[kind].get(namespace)?.has(name) === true) return true;
      if (anyName || charts.has(`${kind} ${namespace}`)) return true;
      const { prefixes, mentioned } = custom.get(namespace) ?? { prefixes: [], mentioned: new Set() };
      return (
        mentioned.has(name) || prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}-`))
      );
    },
  };
}

/** What custom objects of a namespace may make. */
interface CustomNames {
  readonly prefixes: string[];
  readonly mentioned: Set<string>;
}

function collectTexts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const item of value) collectTexts(item, into);
  else if (isRecord(value)) for (const key in value) collectTexts(value[key], into);
}

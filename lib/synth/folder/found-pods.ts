import type { KubeObject } from '../../component';
import type { FoundObject } from '../../plan';
import { isRecord } from '../../values';
import { podTemplateOf } from '../pod-template';

/** Labels of objects. */
export type Labels = Readonly<Record<string, string>>;

/** The pods that one object of a folder makes. */
export interface FoundPods {
  /** Name of the workload: that of the object, with its kind before it where another object with pods has the same. */
  readonly name: string;
  readonly from: FoundObject;
  readonly labels: Labels;
  readonly spec: Readonly<Record<string, unknown>>;
}

/** The pods that the objects of a folder make. */
export function podsAmong(objects: readonly FoundObject[]): readonly FoundPods[] {
  const found = objects.flatMap((from) => {
    const template = podTemplateOf(from.object);
    return template === undefined ? [] : [{ from, template }];
  });
  const names = found.map(({ from }) => from.object.metadata.name);
  return found.map(({ from, template }) => {
    const { kind, metadata } = from.object;
    const isShared = names.filter((name) => name === metadata.name).length > 1;
    return {
      name: isShared ? `${kind.toLowerCase()}-${metadata.name}` : metadata.name,
      from,
      labels: textsIn(template.labels),
      spec: template.spec,
    };
  });
}

/** A Service of a folder that selects pods. */
export interface FoundService {
  readonly from: FoundObject;
  readonly selector: Labels;
  readonly ports: readonly Readonly<Record<string, unknown>>[];
}

/** The Services of a folder that select pods by labels. */
export function servicesAmong(objects: readonly FoundObject[]): readonly FoundService[] {
  return objects.flatMap((from): FoundService[] => {
    const { apiVersion, kind, spec } = from.object;
    if (apiVersion !== 'v1' || kind !== 'Service' || !isRecord(spec)) return [];
    const selector = textsIn(spec['selector']);
    return Object.keys(selector).length === 0 ? [] : [{ from, selector, ports: recordsIn(spec['ports']) }];
  });
}

/** What an object's own selector says of its pods; empty for kinds without one. */
export function selectorOf({ spec }: KubeObject): Labels {
  const selector = isRecord(spec) ? spec['selector'] : undefined;
  // A ReplicationController has the labels themselves there.
  return textsIn(isRecord(selector) ? (selector['matchLabels'] ?? selector) : undefined);
}

/** Whether something has all of these labels. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** The parts of a list that are objects. */
export function recordsIn(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** The entries of an object that are texts. */
export function textsIn(value: unknown): Labels {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}

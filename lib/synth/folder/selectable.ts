import { type Json, type KubeObject, podLabels } from '../../component';
import type { FoundObject } from '../../plan';
import { isRecord, type Report } from '../../values';
import { podTemplateKinds } from '../pod-template';
import { type FoundPods, type FoundService, hasLabels, type Labels, selectorOf } from './found-pods';

/** Labels that a release changes: a policy that selects by them would drop the old pods while new ones start. */
const changing = ['app.kubernetes.io/version', 'helm.sh/chart'];

/** How policies select the pods of a folder. */
interface Selectable {
  /** The labels of each object's pods that they are selected by. */
  readonly labels: ReadonlyMap<FoundPods, Labels>;
  /** Objects whose pods got labels. */
  readonly labelled: ReadonlyMap<FoundObject, KubeObject>;
}

/**
 * The labels by which policies select each object's pods. Where an object's labels select pods of another one as well, or there are
 * none, its pods get the two labels that pods of asterism's own components have. All others stay as they are, since a change of
 * labels restarts pods.
 */
export function selectable(
  found: readonly FoundPods[],
  services: readonly FoundService[],
  component: string,
  report: Report,
): Selectable {
  const labels = new Map<FoundPods, Labels>();
  const labelled = new Map<FoundObject, KubeObject>();
  for (const pods of found) {
    const own = ownLabels(pods, services);
    const shared = found.filter((other) => other !== pods && hasLabels(other.labels, own));
    if (Object.keys(own).length > 0 && shared.length === 0) {
      labels.set(pods, own);
      continue;
    }
    const added = podLabels({ name: component }, pods.name);
    const taken = Object.keys(added).find((key) => (pods.labels[key] ?? added[key]) !== added[key]);
    if (taken !== undefined)
      report({
        at: pods.from.at,
        reason: `the pods of ${pods.name} cannot be told from those of ${shared.map(({ name }) => name).join(', ')}: no label differs`,
        next: `give them a label of their own, or leave ${taken} out so that asterism can`,
      });
    labels.set(pods, sorted({ ...own, ...added }));
    labelled.set(pods.from, withPodLabels(pods.from.object, added));
  }
  return { labels, labelled };
}

/** What selects the pods and stays: the object's own selector, and what Services of the folder select them by. */
function ownLabels(pods: FoundPods, services: readonly FoundService[]): Labels {
  const matched = selectorOf(pods.from.object);
  const base =
    Object.keys(matched).length > 0
      ? Object.entries(matched)
      : Object.entries(pods.labels).filter(([key]) => !changing.includes(key));
  const selecting = services.filter(({ selector }) => hasLabels(pods.labels, selector));
  return sorted(
    Object.fromEntries([...base, ...selecting.flatMap(({ selector }) => Object.entries(selector))]),
  );
}

function sorted(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An object whose pods have these labels as well. */
function withPodLabels(object: KubeObject, added: Labels): KubeObject {
  const [, ...place] = podTemplateKinds.find(({ kind }) => kind === object.kind)?.place ?? [];
  if (object.kind === 'Pod') {
    const { metadata } = object;
    return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, ...added } } };
  }
  return { ...object, spec: withTexts(object['spec'], [...place, 'metadata', 'labels'], added) };
}

/** A value with more texts at a place within it. */
function withTexts(value: Json | undefined, [key, ...more]: readonly string[], texts: Labels): Json {
  const inside = isJsonObject(value) ? value : {};
  return key === undefined
    ? { ...inside, ...texts }
    : { ...inside, [key]: withTexts(inside[key], more, texts) };
}

function isJsonObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return isRecord(value);
}

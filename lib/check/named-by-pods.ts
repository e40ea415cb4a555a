import { isRecord } from '../values';
import type { NamedKind } from './known-names';
import { placeIn, type ShippedPods } from './pods';

/** An object that pods cannot start without. */
export interface PodReference {
  /** Place within the object. */
  readonly at: string;
  readonly kind: Exclude<NamedKind, 'Service'>;
  readonly name: string;
  /** Keys of it that are read; empty for all of them. */
  readonly keys: readonly string[];
}

/** Every ConfigMap and Secret that pods name, but for those that they say may be missing. */
export function namedByPods(pods: ShippedPods): readonly PodReference[] {
  const references: PodReference[] = [];
  for (const { at, container } of pods.containers) {
    for (const item of itemsOf(container['env'])) {
      const from = item['valueFrom'];
      if (!isRecord(from)) continue;
      take(references, `${at}.env.${String(item['name'])}`, 'Secret', from['secretKeyRef']);
      take(references, `${at}.env.${String(item['name'])}`, 'ConfigMap', from['configMapKeyRef']);
    }
    for (const item of itemsOf(container['envFrom'])) {
      take(references, `${at}.envFrom`, 'Secret', item['secretRef']);
      take(references, `${at}.envFrom`, 'ConfigMap', item['configMapRef']);
    }
  }
  for (const volume of itemsOf(pods.spec['volumes'])) {
    const at = placeIn(pods.at, `spec.volumes.${String(volume['name'])}`);
    take(references, at, 'Secret', volume['secret'], 'secretName');
    take(references, at, 'ConfigMap', volume['configMap']);
    const { projected } = volume;
    for (const source of itemsOf(isRecord(projected) ? projected['sources'] : undefined)) {
      take(references, at, 'Secret', source['secret']);
      take(references, at, 'ConfigMap', source['configMap']);
    }
  }
  for (const item of itemsOf(pods.spec['imagePullSecrets']))
    take(references, placeIn(pods.at, 'spec.imagePullSecrets'), 'Secret', item);
  return references;
}

function take(
  references: PodReference[],
  at: string,
  kind: PodReference['kind'],
  written: unknown,
  field = 'name',
): void {
  if (!isRecord(written) || written['optional'] === true) return;
  const name = written[field];
  if (typeof name === 'string') references.push({ at, kind, name, keys: keysOf(written) });
}

function keysOf(written: Readonly<Record<string, unknown>>): readonly string[] {
  const { key } = written;
  const keys = [key, ...itemsOf(written['items']).map((item) => item['key'])];
  return keys.filter((one) => typeof one === 'string');
}

/** The objects in a list. */
export function itemsOf(list: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

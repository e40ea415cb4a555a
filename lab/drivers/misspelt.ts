import type { KubeObject } from './committed';

/** A copy of an object with one field that its kind does not have. */
export interface Misspelt {
  readonly object: KubeObject;
  /** The name that no field has. */
  readonly field: string;
}

/**
 * Writes one field of an object a second time, with a letter too many: the first one of its spec, or of the object itself
 * where it has no spec, or of its metadata where it has nothing else. What was right stays, so that nothing but the new
 * field can be refused.
 */
export function misspelt(object: KubeObject): Misspelt {
  const { metadata } = object;
  const spec = object['spec'];
  if (isMap(spec)) {
    const { field, map } = withMisspelt(spec);
    return { field, object: { ...object, spec: map } };
  }
  const content = Object.entries(object).filter(([key]) => !['apiVersion', 'kind', 'metadata'].includes(key));
  if (content.length > 0) {
    const { field, map } = withMisspelt(Object.fromEntries(content));
    return { field, object: { ...object, ...map } };
  }
  const { name, namespace, ...rest } = metadata;
  const { field, map } = withMisspelt(rest);
  return {
    field,
    object: { ...object, metadata: { name, ...(namespace !== undefined && { namespace }), ...map } },
  };
}

function withMisspelt(map: Readonly<Record<string, unknown>>): {
  readonly field: string;
  readonly map: Readonly<Record<string, unknown>>;
} {
  const [first] = Object.entries(map);
  if (first === undefined) throw new Error('no field can be misspelt');
  const field = `${first[0]}z`;
  return { field, map: { ...map, [field]: first[1] } };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type * as v from 'valibot';

/** What a schema asks for, as far as places and messages depend on it. */
export type SchemaForm =
  | {
      readonly kind: 'object';
      readonly entries: Readonly<Record<string, v.GenericSchema>>;
      /** The keys of `entries`, listed once for all objects of the shape. */
      readonly keys: readonly string[];
      /** What keys beside those must hold; without it there are none. */
      readonly rest?: v.GenericSchema;
      /** What the names of those keys must be. */
      readonly key?: v.GenericSchema;
    }
  | { readonly kind: 'list'; readonly item: v.GenericSchema }
  | { readonly kind: 'variant'; readonly key: string; readonly options: readonly v.GenericSchema[] }
  | { readonly kind: 'choice'; readonly options: readonly v.GenericSchema[] }
  | { readonly kind: 'leaf' };

/** Forms of schemas that were looked at before: a shape is asked again for every item of a list. */
const known = new WeakMap<v.GenericSchema, SchemaForm>();

/** The form of a schema, looked at through `exactOptional` and its like. */
export function formOf(schema: v.GenericSchema): SchemaForm {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const form = lookedAt(unwrapped(schema));
  known.set(schema, form);
  return form;
}

function lookedAt(inner: v.GenericSchema): SchemaForm {
  const parts: Readonly<Record<string, unknown>> = { ...inner };
  if (inner.type === 'array' && isSchema(parts['item'])) return { kind: 'list', item: parts['item'] };
  if (inner.type === 'record' && isSchema(parts['value']))
    return {
      kind: 'object',
      entries: {},
      keys: [],
      rest: parts['value'],
      ...(isSchema(parts['key']) && { key: parts['key'] }),
    };
  if (inner.type === 'variant' && typeof parts['key'] === 'string')
    return { kind: 'variant', key: parts['key'], options: schemasIn(parts['options']) };
  if (inner.type === 'union') return { kind: 'choice', options: schemasIn(parts['options']) };
  if (!isRecord(parts['entries'])) return { kind: 'leaf' };
  const entries = Object.fromEntries(
    Object.entries(parts['entries']).flatMap(([key, entry]) => (isSchema(entry) ? [[key, entry]] : [])),
  );
  const keys = Object.keys(entries);
  return { kind: 'object', entries, keys, ...(isSchema(parts['rest']) && { rest: parts['rest'] }) };
}

/** Whether a key with this schema may be left out. */
export function isOptional(schema: v.GenericSchema): boolean {
  return ['exact_optional', 'optional', 'nullish'].includes(schema.type);
}

/** The schema inside `exactOptional` and its like. */
export function unwrapped(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema && isSchema(schema.wrapped) ? unwrapped(schema.wrapped) : schema;
}

/** The steps that a pipe takes after its first schema has read the value. */
export function stepsOf(schema: v.GenericSchema): readonly v.GenericPipeAction[] {
  const before = knownSteps.get(schema);
  if (before !== undefined) return before;
  const inner = unwrapped(schema);
  const items: readonly unknown[] = 'pipe' in inner && Array.isArray(inner.pipe) ? inner.pipe : [];
  const [first, ...others] = items;
  const steps = [...(isSchema(first) ? stepsOf(first) : []), ...others.filter(isAction)];
  knownSteps.set(schema, steps);
  return steps;
}

/** The same for their steps. */
const knownSteps = new WeakMap<v.GenericSchema, readonly v.GenericPipeAction[]>();

/** Whether the value is an object with keys: no list, no null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function schemasIn(value: unknown): v.GenericSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function isAction(value: unknown): value is v.GenericPipeAction {
  return isRecord(value) && (value['kind'] === 'validation' || value['kind'] === 'transformation');
}

/** Whether a value is a schema of valibot. */
export function isSchema(value: unknown): value is v.GenericSchema {
  return isRecord(value) && value['kind'] === 'schema';
}

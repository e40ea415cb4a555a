import type * as v from 'valibot';

/** The form of a schema, as far as paths and messages depend on it. */
export type SchemaForm =
  | {
      readonly kind: 'object';
      readonly entries: Readonly<Record<string, v.GenericSchema>>;
      /** The keys of `entries`, computed once for all objects of the schema. */
      readonly keys: readonly string[];
      /** The schema of the values of other keys. Without it, other keys are not allowed. */
      readonly rest?: v.GenericSchema;
      /** The schema of the names of other keys. */
      readonly key?: v.GenericSchema;
    }
  | { readonly kind: 'list'; readonly item: v.GenericSchema }
  | { readonly kind: 'variant'; readonly key: string; readonly options: readonly v.GenericSchema[] }
  | { readonly kind: 'choice'; readonly options: readonly v.GenericSchema[] }
  | { readonly kind: 'leaf' };

/** A cache of forms: a schema is inspected again for every item of a list. */
const known = new WeakMap<v.GenericSchema, SchemaForm>();

/** The form of a schema, without wrappers such as `exactOptional`. */
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

/** The schema inside wrappers such as `exactOptional`. */
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

/** A cache of the steps of schemas. */
const knownSteps = new WeakMap<v.GenericSchema, readonly v.GenericPipeAction[]>();

/** Whether the value is an object, but neither a list nor null. */
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

import type * as v from 'valibot';
import { formOf, type SchemaForm, stepsOf, unwrapped } from '../values/schema';

/** A place in a shape where a value stands, or the key of one. */
export interface Leaf {
  /** The way there: keys, `[]` for an item of a list, `{}` for the value and `{key}` for the key of an entry with a free key. */
  readonly path: readonly string[];
  readonly schema: v.GenericSchema;
}

/** Every leaf of a shape; the options of a choice and of a variant one after another. */
export function leavesOf(schema: v.GenericSchema, path: readonly string[] = []): readonly Leaf[] {
  const form = formOf(schema);
  switch (form.kind) {
    case 'leaf':
      return [{ path, schema }];
    case 'list':
      return leavesOf(form.item, [...path, '[]']);
    case 'variant':
    case 'choice':
      return form.options.flatMap((option) => leavesOf(option, path));
    case 'object':
      return entriesOf(form, path);
  }
}

function entriesOf(form: Extract<SchemaForm, { kind: 'object' }>, path: readonly string[]): readonly Leaf[] {
  return [
    ...Object.entries(form.entries).flatMap(([key, entry]) => leavesOf(entry, [...path, key])),
    ...(form.rest === undefined ? [] : leavesOf(form.rest, [...path, '{}'])),
    ...(form.key === undefined ? [] : leavesOf(form.key, [...path, '{key}'])),
  ];
}

/** Whether a leaf is text or a number that no parser reads: whatever a person writes there would ship. */
export function isBare({ schema }: Leaf): boolean {
  const { type } = unwrapped(schema);
  return (
    ['string', 'number', 'bigint', 'any', 'unknown', 'date'].includes(type) && !stepsOf(schema).some(isParser)
  );
}

/** `parsedBy` makes a raw transformation. */
function isParser(action: v.GenericPipeAction): boolean {
  return action.type === 'raw_transform';
}

import * as v from 'valibot';
import { formOf, isOptional, unwrapped } from './schema';

/**
 * What takes the place of a value that could not be read, so that the rest can be: of its type, and equal to nothing that a
 * check asks for. What may be left out takes its default, or is left out.
 */
export function standIn(schema: v.GenericSchema): unknown {
  if (isOptional(schema)) {
    const result = 'default' in schema ? v.safeParse(schema, schema.default) : undefined;
    return result?.success === true ? result.output : undefined;
  }
  const form = formOf(schema);
  switch (form.kind) {
    case 'object':
      return Object.fromEntries(
        Object.entries(form.entries)
          .map(([key, entry]): [string, unknown] => [key, standIn(entry)])
          .filter(([, value]) => value !== undefined),
      );
    case 'list':
      return [];
    case 'variant':
      return {};
    case 'choice':
    case 'leaf':
      return leaf(unwrapped(schema).type);
  }
}

function leaf(type: string): unknown {
  if (type === 'number') return Number.NaN;
  return type === 'boolean' ? false : '';
}

import * as v from 'valibot';
import { unwrapped } from './schema';

/** A step of a pipe that says how a value is written, for the message about one of another form: `{ http: 8080 }`. */
export function writtenAs<T>(example: string): v.MetadataAction<T, { readonly writtenAs: string }> {
  return v.metadata({ writtenAs: example });
}

/** What follows the words for a form: `, such as { http: 8080 }`, where the schema has an example. */
export function suchAs(schema: v.GenericSchema): string {
  const { writtenAs: example } = v.getMetadata(unwrapped(schema));
  return typeof example === 'string' ? `, such as ${example}` : '';
}

import Ajv, { type ValidateFunction } from 'ajv';
import { isList, isMap, type Json, type JsonMap } from './json';

/**
 * A part of a values.schema.json, with what it refers to.
 * @param whole the schema that references point into
 */
export interface SchemaPart {
  readonly whole: JsonMap;
  readonly part: JsonMap;
}

/** The schema of a chart as a whole. */
export function schemaOf(whole: JsonMap | undefined): SchemaPart | undefined {
  return whole && resolved(whole, whole);
}

/** What a schema says about a key of a map; undefined when it says nothing about it. */
export function propertyOf({ whole, part }: SchemaPart, key: string): SchemaPart | undefined {
  const named = isMap(part['properties']) ? part['properties'] : {};
  if (Object.hasOwn(named, key)) return resolved(whole, named[key]);
  // `true` lets everything pass and says nothing; a schema says what any key may hold.
  const rest = part['additionalProperties'];
  if (isMap(rest) && Object.keys(rest).length > 0) return resolved(whole, rest);
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (isList(part[word]) ? part[word] : []));
  for (const other of parts) {
    const inner = resolved(whole, other);
    const found = inner && propertyOf(inner, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether the schema itself says of which type a value is. */
export function saysType({ part }: SchemaPart | undefined = { whole: {}, part: {} }): boolean {
  return ['type', 'enum', 'const', 'anyOf', 'oneOf'].some((word) => Object.hasOwn(part, word));
}

/** Follows references into the same schema. */
function resolved(whole: JsonMap, written: Json | undefined): SchemaPart | undefined {
  let part = written;
  for (let steps = 0; isMap(part) && typeof part['$ref'] === 'string'; steps++) {
    if (steps > 20 || !part['$ref'].startsWith('#/')) throw new Error(`cannot follow ${part['$ref']}`);
    part = part['$ref']
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), whole);
  }
  return isMap(part) ? { whole, part } : undefined;
}

/** Checkers that were made once: of a large schema that takes half a second. */
const checkers = new WeakMap<JsonMap, ValidateFunction>();

/** What a schema finds wrong with values, each with its place. */
export function schemaFindings(schema: JsonMap, values: JsonMap): readonly string[] {
  const validate = checkers.get(schema) ?? checkerOf(schema);
  checkers.set(schema, validate);
  if (validate(values)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath.slice(1)}: ${message ?? ''} ${JSON.stringify(params)}`,
  );
}

function checkerOf({ $schema: draft, ...rest }: JsonMap): ValidateFunction {
  // One chart names the draft by an address that ajv does not know, though it is the one that ajv speaks by itself.
  if (typeof draft !== 'string' || !/^https?:\/\/json-schema\.org\/draft-07\/schema#?$/.test(draft))
    throw new Error(`a schema of ${JSON.stringify(draft)}; ajv is set up for draft 7`);
  return new Ajv({ strict: false, allErrors: true }).compile(rest);
}

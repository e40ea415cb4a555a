import { coreTypeTable } from './core-types.table';
import { kindTable } from './kinds.table';
import { typeTable } from './types.table';
import { anySchema, type LeafForm, type ObjectSchema, type Schema } from './schema';

/** Codes of values without parts in the table. */
const forms: Readonly<Record<string, LeafForm>> = {
  s: 'string',
  y: 'bytes',
  t: 'time',
  b: 'boolean',
  i: 'int32',
  l: 'int64',
  n: 'number',
  q: 'quantity',
  x: 'int-or-string',
};

/** The table, split into lines once something is looked up, so that a run without objects does not pay for it. */
let lines:
  { readonly kinds: ReadonlyMap<string, string>; readonly types: ReadonlyMap<string, string> } | undefined;
const known = new Map<string, ObjectSchema>();

/** The schema of a kind that every API server serves in this version: `apps/v1` and `Deployment`. */
export function builtInSchema(apiVersion: string, kind: string): ObjectSchema | undefined {
  lines ??= { kinds: byFirst(kindTable, 2), types: byFirst(`${coreTypeTable}\n${typeTable}`, 1) };
  const type = lines.kinds.get(`${apiVersion} ${kind}`);
  return type === undefined ? undefined : schemaOf(type, lines.types);
}

/** Lines by their first words. */
function byFirst(table: string, words: 1 | 2): ReadonlyMap<string, string> {
  return new Map(
    table.split('\n').map((line): [string, string] => {
      const end = line.indexOf(' ', words === 1 ? 0 : line.indexOf(' ') + 1);
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  );
}

/** The schema of a type, from a line such as `name!:s env:[@core.v1.EnvVar data:{s policy:s=Always|Never`. */
function schemaOf(type: string, types: ReadonlyMap<string, string>): ObjectSchema {
  const before = known.get(type);
  if (before !== undefined) return before;
  const fields = new Map<string, Schema>();
  const required: string[] = [];
  const schema: ObjectSchema = { kind: 'object', type, fields, required, isOpen: false };
  // Before its fields are read: a type may contain itself.
  known.set(type, schema);
  for (const field of types.get(type)?.split(' ') ?? []) {
    const colon = field.indexOf(':');
    const isRequired = field[colon - 1] === '!';
    const name = field.slice(0, isRequired ? colon - 1 : colon);
    if (isRequired) required.push(name);
    fields.set(name, read(field.slice(colon + 1), types));
  }
  return schema;
}

function read(code: string, types: ReadonlyMap<string, string>): Schema {
  const rest = code.slice(1);
  if (code.startsWith('[')) return { kind: 'list', items: read(rest, types) };
  if (code.startsWith('{')) return { kind: 'map', values: read(rest, types) };
  if (code.startsWith('@')) return schemaOf(rest, types);
  const form = forms[code.charAt(0)];
  if (form === undefined) return anySchema;
  return rest === ''
    ? { kind: 'leaf', form }
    : { kind: 'leaf', form, values: rest.slice(1).split('|').map(decodeURIComponent) };
}

import { isRecord, nearest, shown, suggest } from '../../values';
import { exampleOf } from './examples';
import { formWords, wrongLeaf } from './leaf';
import type { ObjectSchema, Schema } from './schema';

/** A field of an object that Kubernetes does not take as it is. */
export interface FieldProblem {
  /** Keys and numbers of items, from the object down. */
  readonly path: readonly (string | number)[];
  /** The API server drops a field that it does not know, unless it is asked to refuse it; the others it always refuses. */
  readonly kind: 'unknown' | 'wrong' | 'missing';
  readonly reason: string;
  readonly next: string;
}

/** Unknown fields of one object that are reported one by one. */
const most = 20;

const none: readonly FieldProblem[] = [];

/**
 * Everything in a value that its schema does not take. `null` is taken everywhere, as Go takes it: as if the field was left out.
 */
export function fieldProblems(value: unknown, schema: Schema): readonly FieldProblem[] {
  if (value === null || value === undefined) return none;
  switch (schema.kind) {
    case 'any':
      return none;
    case 'leaf': {
      const wrong = wrongLeaf(value, schema);
      return wrong === undefined ? none : [{ path: [], kind: 'wrong', ...wrong }];
    }
    case 'list': {
      if (!Array.isArray(value)) return mismatch(value, schema);
      let found: FieldProblem[] | undefined;
      for (let index = 0; index < value.length; index++) {
        const inside = fieldProblems(value[index], schema.items);
        if (inside.length > 0) (found ??= []).push(...below(index, inside));
      }
      return found ?? none;
    }
    case 'map': {
      if (!isRecord(value)) return mismatch(value, schema);
      let found: FieldProblem[] | undefined;
      for (const key in value) {
        const inside = fieldProblems(value[key], schema.values);
        if (inside.length > 0) (found ??= []).push(...below(key, inside));
      }
      return found ?? none;
    }
    case 'object':
      return isRecord(value) ? inObject(value, schema) : mismatch(value, schema);
  }
}

type Fields = Readonly<Record<string, unknown>>;

function inObject(value: Fields, schema: ObjectSchema): readonly FieldProblem[] {
  const { fields, required, isOpen } = schema;
  let found: FieldProblem[] | undefined;
  let unknown: string[] | undefined;
  for (const key in value) {
    const field = fields.get(key);
    if (field === undefined) {
      if (!isOpen && value[key] !== undefined) (unknown ??= []).push(key);
      continue;
    }
    const inside = fieldProblems(value[key], field);
    if (inside.length > 0) (found ??= []).push(...below(key, inside));
  }
  let meant: ReadonlySet<string> | undefined;
  if (unknown !== undefined) {
    const read = readUnknown(unknown, value, schema);
    (found ??= []).push(...read.problems);
    meant = read.meant;
  }
  for (const key of required) {
    if ((value[key] === undefined || value[key] === null) && meant?.has(key) !== true)
      (found ??= []).push({
        path: [key],
        kind: 'missing',
        reason: 'is missing',
        next: `write ${expected(fields.get(key))}`,
      });
  }
  return found ?? none;
}

/** Unknown fields. One that resembles a field which is missing is read as that: what is wrong in it is reported as well. */
function readUnknown(
  unknown: readonly string[],
  value: Fields,
  { fields }: ObjectSchema,
): { readonly problems: readonly FieldProblem[]; readonly meant: ReadonlySet<string> } {
  const absent = new Set([...fields.keys()].filter((key) => value[key] === undefined));
  const meant = new Set<string>();
  const problems = unknown.slice(0, most).flatMap((key): readonly FieldProblem[] => {
    const near = nearest(key, absent);
    const problem = { path: [key], kind: 'unknown' as const, reason: `unknown field ${shown(key)}` };
    if (near === undefined) return [{ ...problem, next: wayOut(key, fields, absent) }];
    absent.delete(near);
    meant.add(near);
    return [
      { ...problem, next: `did you mean "${near}"?` },
      ...below(key, fieldProblems(value[key], fields.get(near) ?? { kind: 'any' })),
    ];
  });
  if (unknown.length <= most) return { problems, meant };
  const reason = `has ${unknown.length - most} more unknown fields`;
  return { problems: [...problems, { path: [], kind: 'unknown', reason, next: 'remove them' }], meant };
}

function wayOut(key: string, fields: ObjectSchema['fields'], absent: ReadonlySet<string>): string {
  const doubled = nearest(key, fields.keys());
  if (doubled !== undefined) return `remove it, because "${doubled}" is set as well`;
  return absent.size === 0 ? 'remove it' : `remove it, or ${suggest(key, absent)}`;
}

function mismatch(value: unknown, schema: Schema): readonly FieldProblem[] {
  const example = exampleOf(schema);
  const next = `expected ${expected(schema)}${example === undefined ? '' : `, such as ${example}`}`;
  return [{ path: [], kind: 'wrong', reason: `found ${shown(value)}`, next }];
}

/** What a schema expects, as text that follows "expected" or "write". */
function expected(schema: Schema | undefined): string {
  switch (schema?.kind) {
    case undefined:
    case 'any':
      return 'a value';
    case 'leaf':
      return schema.values === undefined ? formWords[schema.form] : schema.values.map(shown).join(' or ');
    case 'list':
      return schema.items.kind === 'object' ? 'a list of objects' : 'a list';
    case 'map':
    case 'object':
      return 'an object';
  }
}

function below(key: string | number, problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return problems.map((problem) => ({ ...problem, path: [key, ...problem.path] }));
}

import * as v from 'valibot';
import { suchAs } from './example';
import { formOf, isOptional, unwrapped } from './schema';

/** What a schema expects, as text that follows "expected": `"server" or "agent"`, `a list`. */
export function expected(schema: v.GenericSchema): string {
  const form = formOf(schema);
  switch (form.kind) {
    case 'object': {
      const keys = Object.keys(form.entries).filter((key) => !isOptional(form.entries[key] ?? v.unknown()));
      return `${keys.length === 0 ? 'an object' : `an object with ${inWords(keys)}`}${suchAs(schema)}`;
    }
    case 'list':
      return `a list${suchAs(schema)}`;
    case 'variant':
      return `an object whose ${form.key} is ${discriminators(form.options, form.key).join(' or ')}`;
    case 'choice':
      return [...new Set(form.options.map(expected))].join(' or ');
    case 'leaf':
      return leaf(unwrapped(schema));
  }
}

/** The literal values that a schema accepts. */
function choices(schema: v.GenericSchema): readonly unknown[] {
  const inner = unwrapped(schema);
  if (inner.type === 'literal' && 'literal' in inner) return [inner.literal];
  if (inner.type === 'picklist' && 'options' in inner && Array.isArray(inner.options)) return inner.options;
  const form = formOf(inner);
  return form.kind === 'choice' ? form.options.flatMap(choices) : [];
}

/** The discriminator values of a variant, as text. */
export function discriminators(options: readonly v.GenericSchema[], key: string): string[] {
  return options.flatMap((option) => {
    const form = formOf(option);
    if (form.kind === 'variant') return discriminators(form.options, key);
    const entry = form.kind === 'object' ? form.entries[key] : undefined;
    return entry === undefined ? [] : [expected(entry)];
  });
}

/** `a`, `a and b`, `a, b and c`; with `or` in its place where one of them is to be chosen. */
export function inWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function leaf(schema: v.GenericSchema): string {
  const values = choices(schema);
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' or ');
  switch (schema.type) {
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'message' in schema && typeof schema.message === 'string' ? schema.message : 'something else';
  }
}

/** What a step of a pipe expects: `a whole number`, `1 or more`. */
export function expectedByStep(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith('Invalid ')) return issue.message;
  const limit = String(issue.requirement);
  switch (issue.type) {
    case 'integer':
    case 'safe_integer':
      return 'a whole number';
    case 'min_value':
      return `${limit} or more`;
    case 'max_value':
      return `${limit} or less`;
    case 'non_empty':
      return 'at least one';
    case 'min_length':
      return `at least ${limit}`;
    case 'max_length':
      return `at most ${limit}`;
    default:
      return issue.expected ?? 'something else';
  }
}

/** A noun with its article: `an IPv4 address`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

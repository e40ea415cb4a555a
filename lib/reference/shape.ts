import type { Json } from '../component';

/** What may be written for a prop. */
export type Shape =
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'choice'; readonly of: readonly Json[] }
  | { readonly is: 'either'; readonly of: readonly Shape[] }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape; readonly keys: readonly string[] }
  | { readonly is: 'object'; readonly props: readonly Prop[] }
  | { readonly is: 'variant'; readonly key: string; readonly cases: readonly Case[] };

/** A key of an object. */
export interface Prop {
  readonly name: string;
  readonly shape: Shape;
  /** Markdown: what holds when it is left out. Undefined when it may not be left out. */
  readonly defaultText: string | undefined;
  readonly text: string;
}

/** One of the forms that an object may have, told apart by the value of one key. */
export interface Case {
  readonly value: Json;
  /** Whether leaving the key out means this form. */
  readonly chosen: boolean;
  readonly text: string;
  /** Its keys, without the one that tells it apart. */
  readonly props: readonly Prop[];
}

/** A shape in plain words: `list of text`, `one of `a`, `b``. */
export function wordsOf(shape: Shape): string {
  switch (shape.is) {
    case 'word':
      return shape.word;
    case 'choice':
      return shape.of.length === 1 ? shape.of.map(code).join() : `one of ${shape.of.map(code).join(', ')}`;
    case 'either':
      return shape.of.map(wordsOf).join(', or ');
    case 'list':
      return `list of ${manyOf(shape.of)}`;
    case 'map': {
      const keys = shape.keys.length === 0 ? '' : `, among them ${shape.keys.map(code).join(', ')}`;
      return `${manyOf(shape.of)} by name${keys}`;
    }
    case 'object':
      return 'object';
    case 'variant':
      return `object, told apart by ${code(shape.key)}`;
  }
}

/** The props right inside a shape, and what stands between its name and theirs: `[].`, `.<name>.`. */
export function insideOf(shape: Shape): { readonly path: string; readonly shape: Shape } {
  if (shape.is === 'list') {
    const inner = insideOf(shape.of);
    return { path: `[]${inner.path}`, shape: inner.shape };
  }
  if (shape.is === 'map') {
    const inner = insideOf(shape.of);
    return { path: `.<name>${inner.path}`, shape: inner.shape };
  }
  const nested = shape.is === 'either' ? shape.of.find((one) => insideOf(one).path !== '') : undefined;
  if (nested !== undefined) return insideOf(nested);
  return { path: shape.is === 'object' || shape.is === 'variant' ? '.' : '', shape };
}

/** A value as inline code; text stands without quotes. */
export function code(value: Json): string {
  return `\`${typeof value === 'string' ? value : notation(value)}\``;
}

/** A value as it is written in a cluster file. */
export function notation(value: Json): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => notation(item)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${key}: ${notation(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** Words that are the same for many: `list of text`. */
const uncounted = ['text', 'true or false', 'null', 'anything'];

/** `IPv4 addresses`, `ranges of IPv4 addresses`: what is counted ends before the first word that only says which. */
function pluralOf(word: string): string {
  if (uncounted.includes(word) || word.startsWith('`')) return word;
  return word
    .split(' or ')
    .map((one) =>
      one.replace(/^.*?\w(?= (?:of|in|to|below|for|within) |, | \(|$)/, (thing) =>
        /(?:s|sh|ch|x)$/.test(thing) ? `${thing}es` : thing.replace(/(?<![aeiou])y$/, 'ie').concat('s'),
      ),
    )
    .join(' or ');
}

function manyOf(shape: Shape): string {
  switch (shape.is) {
    case 'object':
    case 'variant':
      return 'objects';
    case 'choice':
      return shape.of.length === 1 ? wordsOf(shape) : `any of ${shape.of.map(code).join(', ')}`;
    case 'word':
      return pluralOf(shape.word);
    case 'either':
    case 'list':
    case 'map':
      return wordsOf(shape);
  }
}

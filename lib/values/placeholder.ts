import { partsOf } from './plain';
import { shown } from './shown';

const marker = Symbol.for('asterism.placeholder');

/** A value that is not known yet: synth uses the example, and the summary counts the placeholders that are left. */
export interface Placeholder<T> {
  readonly [marker]: true;
  readonly example: T;
  readonly what: string;
}

/** The same type, in which any value may be a placeholder. */
export type Open<T> = T | Placeholder<T> | OpenInside<T>;
/** The same type, in which any nested value may be a placeholder, but not the value itself. */
export type OpenInside<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Open<T[K]> };

/** A placeholder that has not been filled in. */
export interface OpenFact {
  /** Its path: `proxmox.nodes.alphard.mac`. */
  readonly at: string;
  /** What to write there. */
  readonly what: string;
}

/**
 * Marks a value that is not known yet. @param example the value that synth uses; choose RFC 5737 addresses and RFC
 * 2606 names @param what what to write here, and where to find it
 */
export function placeholder<T>(example: T, what: string): Placeholder<T> {
  return { [marker]: true, example, what };
}

/** The value, or the example of a placeholder. Each placeholder is passed to `open`. */
export function exampleOf(value: unknown, at: string, open: (fact: OpenFact) => void): unknown {
  let example = value;
  // A placeholder that is its own example is returned as it is, and rejected like any other unexpected object.
  for (let depth = 0; depth < 10 && isPlaceholder(example); depth++) {
    open({ at, what: typeof example.what === 'string' ? example.what : shown(example.what) });
    example = example.example;
  }
  return example;
}

/** The value at a path of keys, with placeholders replaced by their examples, or undefined if there is none. */
export function plainAt(value: unknown, keys: readonly string[]): unknown {
  const ignored = (): void => undefined;
  return keys.reduce<unknown>(
    (whole, key) => {
      const parts = partsOf(whole);
      return parts.is === 'object' ? exampleOf(parts.entries.get(key), key, ignored) : undefined;
    },
    exampleOf(value, '', ignored),
  );
}

/** Whether the value is a placeholder. */
export function isPlaceholder(value: unknown): value is Placeholder<unknown> {
  try {
    return typeof value === 'object' && value !== null && marker in value;
  } catch {
    return false;
  }
}

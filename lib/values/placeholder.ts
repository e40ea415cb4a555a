import { partsOf } from './plain';
import { shown } from './shown';

const marker = Symbol.for('asterism.placeholder');

/** A fact that was never written down: synth works with the example, and the summary counts what is left to fill in. */
export interface Placeholder<T> {
  readonly [marker]: true;
  readonly example: T;
  readonly what: string;
}

/** The same type, where a placeholder may stand for any value in it. */
export type Open<T> = T | Placeholder<T> | OpenInside<T>;
/** The same type, where a placeholder may stand for any value in it but not for the whole. */
export type OpenInside<T> = T extends string | number | boolean | null | undefined
  ? T
  : { readonly [K in keyof T]: Open<T[K]> };

/** A placeholder that is still open. */
export interface OpenFact {
  /** Where it stands: `proxmox.nodes.alphard.mac`. */
  readonly at: string;
  /** What to put there. */
  readonly what: string;
}

/**
 * Takes the place of a fact that is not written down yet.
 * @param example what synth goes on with; use RFC 5737 addresses and RFC 2606 names
 * @param what what to put here, and where to find it
 */
export function placeholder<T>(example: T, what: string): Placeholder<T> {
  return { [marker]: true, example, what };
}

/** The value, or in place of a placeholder its example, each of which is told to `open`. */
export function exampleOf(value: unknown, at: string, open: (fact: OpenFact) => void): unknown {
  let example = value;
  // One that is its own example stays what it is, and is refused like any other object of a strange form.
  for (let depth = 0; depth < 10 && isPlaceholder(example); depth++) {
    open({ at, what: typeof example.what === 'string' ? example.what : shown(example.what) });
    example = example.example;
  }
  return example;
}

/** What stands under keys within keys, with examples in place of placeholders; undefined where there is nothing. */
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

/** Whether the value is in the place of a fact that was never written down. */
export function isPlaceholder(value: unknown): value is Placeholder<unknown> {
  try {
    return typeof value === 'object' && value !== null && marker in value;
  } catch {
    return false;
  }
}

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
 * Stands for a fact that nobody has written down yet.
 * @param example what synth goes on with; use RFC 5737 addresses and RFC 2606 names
 * @param what what to put here, and where to find it
 */
export function placeholder<T>(example: T, what: string): Placeholder<T> {
  return { [marker]: true, example, what };
}

/** The value with the examples in place of its placeholders, each of which is told to `open`. */
export function withExamples(value: unknown, at: string, open: (fact: OpenFact) => void): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isPlaceholder(value)) {
    open({ at, what: value.what });
    return withExamples(value.example, at, open);
  }
  if (Array.isArray(value))
    return value.map((item: unknown, index) => withExamples(item, itemPath(at, item, index), open));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withExamples(item, `${at}.${key}`, open)]),
  );
}

/** A list's item is named after its `name` where it has one, since a person finds that faster than a number. */
export function itemPath(at: string, item: unknown, index: number): string {
  const named =
    typeof item === 'object' &&
    item !== null &&
    'name' in item &&
    typeof item.name === 'string' &&
    item.name !== '';
  return named ? `${at}.${String(item.name)}` : `${at}[${index}]`;
}

/** Whether the value stands for a fact that was never written down. */
export function isPlaceholder(value: object): value is Placeholder<unknown> {
  return marker in value;
}

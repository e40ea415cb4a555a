/** The parts of a value, if it is plain data. */
export type Parts =
  | { readonly is: 'list'; readonly items: readonly unknown[] }
  | {
      readonly is: 'object';
      readonly entries: ReadonlyMap<string, unknown>;
      readonly symbols: readonly symbol[];
    }
  /** Text, a number, a function, an instance of a class: what has no parts that a person writes. */
  | { readonly is: 'whole' }
  /** A list with places that were never filled, or an object that throws when it is looked at, as getters and proxies may. */
  | { readonly is: 'broken'; readonly why: string };

/** Splits any value into its parts. Every part is read once. */
export function partsOf(value: unknown): Parts {
  if (typeof value !== 'object' || value === null) return { is: 'whole' };
  try {
    if (Array.isArray(value)) {
      // Checked before anything is copied: a sparse list may claim billions of items.
      for (let index = 0; index < value.length; index++)
        if (!(index in value))
          return { is: 'broken', why: `found a list of ${value.length} without item ${index}` };
      return { is: 'list', items: Array.from<unknown>(value) };
    }
    if (classOf(value) !== undefined) return { is: 'whole' };
    const symbols = Object.getOwnPropertySymbols(value);
    return { is: 'object', entries: new Map(Object.entries(value)), symbols };
  } catch {
    return { is: 'broken', why: 'found an object that throws when it is read' };
  }
}

/** Whether a value is a list of objects that all have text under each of these keys. */
export function isListWith(value: unknown, ...keys: readonly string[]): boolean {
  const parts = partsOf(value);
  return (
    parts.is === 'list' &&
    parts.items.map(partsOf).every((item) => {
      if (item.is !== 'object') return false;
      const { entries } = item;
      return keys.every((key) => typeof entries.get(key) === 'string');
    })
  );
}

/** The class of an object as text, or undefined for lists and plain objects. */
export function classOf(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object whose prototype has no prototype is an object literal, possibly from another realm.
  if (typeof prototype !== 'object' || prototype === null || Object.getPrototypeOf(prototype) === null)
    return undefined;
  const made: unknown = Reflect.get(prototype, 'constructor');
  const name = typeof made === 'function' ? made.name : '';
  return /^[A-Za-z_$][\w$]{0,40}$/.test(name)
    ? `an object of class ${name}`
    : 'an object of an unnamed class';
}

/** What a value is made of, as far as data goes. */
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

/** Takes a value apart, whatever it is. Every part is read once. */
export function partsOf(value: unknown): Parts {
  if (typeof value !== 'object' || value === null) return { is: 'whole' };
  try {
    if (Array.isArray(value)) {
      // Told before anything is copied: such a list may claim to have thousands of millions of items.
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

/** Whether a value is a list of which every item is an object with text under each of these keys. */
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

/** The class of an object in words, `a Map`; undefined for lists and for objects that are nothing but their keys. */
export function classOf(value: object): string | undefined {
  if (Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  // One whose prototype has none itself is an object literal, of whichever realm.
  if (typeof prototype !== 'object' || prototype === null || Object.getPrototypeOf(prototype) === null)
    return undefined;
  const made: unknown = Reflect.get(prototype, 'constructor');
  const name = typeof made === 'function' ? made.name : '';
  return /^[A-Za-z_$][\w$]{0,40}$/.test(name)
    ? `an object of class ${name}`
    : 'an object of a class of its own';
}

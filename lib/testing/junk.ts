import fc from 'fast-check';

/** What a cluster file in plain JavaScript may hold in any place. */
const strange = fc.constantFrom<() => unknown>(
  () => new Map([['name', 'x']]),
  () => new Date(0),
  () =>
    new (class Thing {
      readonly name = 'x';
    })(),
  () => Array<unknown>(3),
  () => Array<unknown>(2 ** 32 - 1),
  () => ({ [Symbol('x')]: 1 }),
  () => Symbol('two\nlines'),
  () => 10n ** 20_000n,
  () => 'x'.repeat(300_000),
  () => '\u001b[2J\u202e\n\r\0'.repeat(2000),
  () => ({ ['k'.repeat(100_000)]: 1, '\u001b[2J': 2 }),
  () => Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`key-${index}`, index])),
  () => () => 1,
  () => Promise.resolve(1),
  () => new Proxy({}, { get: fail, has: fail, ownKeys: fail, getPrototypeOf: fail }),
  () => ({
    get name() {
      return fail();
    },
  }),
  () => Object.create(null),
  circle,
  deep,
  shared,
);

function fail(): never {
  throw new Error('no');
}

function circle(): unknown {
  const self: Record<string, unknown> = { name: 'x' };
  return Object.assign(self, { self, list: [self, self] });
}

function deep(): unknown {
  let whole: unknown = 'end';
  for (let level = 0; level < 20_000; level++) whole = level % 2 === 0 ? [whole] : { whole };
  return whole;
}

/** Two ways at each of a hundred levels: to walk all of them would never end. */
function shared(): unknown {
  let whole: unknown = 'end';
  for (let level = 0; level < 100; level++) whole = { a: whole, b: whole };
  return whole;
}

/** Made within each run: fast-check looks into what it draws, and some of it throws then. */
export const junk = fc.oneof(
  strange,
  fc
    .anything({
      withDate: true,
      withMap: true,
      withSet: true,
      withBigInt: true,
      withSparseArray: true,
      withNullPrototype: true,
    })
    .map((value) => () => value),
);

/** The same with another value in one place; the empty place is the whole. */
export function changed(place: string, value: unknown, whole: unknown): unknown {
  if (place === '') return value;
  const [key = '', ...rest] = place.split('.');
  if (Array.isArray(whole))
    return whole.map((item: unknown, index) =>
      index === Number(key) ? changed(rest.join('.'), value, item) : item,
    );
  const parts: Readonly<Record<string, unknown>> =
    typeof whole === 'object' && whole !== null ? { ...whole } : {};
  return { ...parts, [key]: changed(rest.join('.'), value, parts[key]) };
}

/** Every place of a value, with dots: `nodes.0.address`. */
export function placesIn(value: unknown, before = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    `${before}${key}`,
    ...placesIn(item, `${before}${key}.`),
  ]);
}

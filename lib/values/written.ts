import type * as v from 'valibot';

/** What is written for a schema: the type of its input, with everything in it read-only. */
export type Written<S extends v.GenericSchema> = Fixed<v.InferInput<S>>;

/** Functions, what has no parts, and what has any keys stay as they are: such values may hold themselves again. */
type Fixed<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined | ((...args: never[]) => unknown)
    ? T
    : string extends keyof T
      ? T
      : { readonly [K in keyof T]: Fixed<T[K]> };

import type * as v from 'valibot';

/** The input type of a schema, deeply read-only. */
export type Written<S extends v.GenericSchema> = Fixed<v.InferInput<S>>;

/** Functions, primitive values and records with free keys are not changed, because their types may be recursive. */
type Fixed<T> = unknown extends T
  ? T
  : T extends string | number | boolean | null | undefined | ((...args: never[]) => unknown)
    ? T
    : string extends keyof T
      ? T
      : { readonly [K in keyof T]: Fixed<T[K]> };

declare const brand: unique symbol;

/**
 * Distinguishes a parsed value from plain text or numbers. It is an interface so that the declarations of the built
 * package can name it. They could not name a unique symbol for each value.
 */
export interface Brand<Name extends string> {
  readonly [brand]: Name;
}

declare const brand: unique symbol;

/**
 * Sets a parsed value apart from text or numbers of the same form. An interface, since a package's declarations have to name it:
 * a symbol of its own for each value would be out of their reach.
 */
export interface Brand<Name extends string> {
  readonly [brand]: Name;
}

import { parseQuantity, type Quantity, valueOf } from '../../core';

/** A quantity that we write ourselves; a bad one is our own bug. */
export function ownQuantity(written: string): Quantity {
  return valueOf(parseQuantity(written));
}

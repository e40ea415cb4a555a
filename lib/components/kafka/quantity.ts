import { parseQuantity, type Quantity, valueOf } from '../../values';

/** A quantity that we write ourselves; a bad one is our own bug. */
export function ownQuantity(written: string): Quantity {
  return valueOf(parseQuantity(written));
}

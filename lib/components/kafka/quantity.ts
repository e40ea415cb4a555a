import { parseQuantity, problemText, type Quantity } from '../../values';

/** A quantity that we write ourselves; a bad one is our own bug. */
export function quantity(written: string): Quantity {
  return parseQuantity(written, 'a quantity of our own', (problem) => {
    throw new Error(problemText(problem));
  });
}

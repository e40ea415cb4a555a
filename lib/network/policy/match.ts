/** Whether something matches: yes, no, or the reason why that cannot be told. */
export type Match = boolean | string;

/** Whether one of several items matches: one that surely does outweighs those in doubt. */
export function anyOf<Item>(items: readonly Item[], test: (item: Item) => Match): Match {
  let found: Match = false;
  for (const item of items) {
    const match = test(item);
    if (match === true) return true;
    if (found === false) found = match;
  }
  return found;
}

/** Whether all items match: one that surely does not outweighs those in doubt. */
export function allOf<Item>(items: readonly Item[], test: (item: Item) => Match): Match {
  let found: Match = true;
  for (const item of items) {
    const match = test(item);
    if (match === false) return false;
    if (found === true) found = match;
  }
  return found;
}

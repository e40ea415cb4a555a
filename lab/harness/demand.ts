/** Throws when something does not hold. @param why what is wrong then */
export function demand(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}

/** Longer values than these are shown near the place where they differ, in characters. */
const shownWhole = 400;

/** Throws unless two values are the same as JSON. @param what their name in the message */
export function same(what: string, found: unknown, expected: unknown): void {
  const [left, right] = [shown(found), shown(expected)];
  if (left === right) return;
  let at = 0;
  while (left[at] === right[at]) at++;
  const near = (text: string) =>
    text.length <= shownWhole ? text : `…${text.slice(Math.max(0, at - 60), at + 140)}…`;
  throw new Error(`${what}: found ${near(left)}, expected ${near(right)}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

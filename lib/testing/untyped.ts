/** A function as plain JavaScript sees it: whatever is handed over, it takes. */
export function untyped<Result>(fn: (...args: never[]) => Result): (...args: unknown[]) => Result {
  if (takesAnything<Result>(fn)) return fn;
  throw new Error('not a function');
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- what it returns is known to the caller only
function takesAnything<Result>(fn: unknown): fn is (...args: unknown[]) => Result {
  return typeof fn === 'function';
}

/** A function as plain JavaScript sees it: whatever is handed over, it takes. */
export function untyped<Result>(fn: (...args: never[]) => Result): (...args: unknown[]) => Result {
  if (takesAnything<Result>(fn)) return fn;
  throw new Error('not a function');
}

function takesAnything<Result>(fn: unknown): fn is (...args: unknown[]) => Result {
  return typeof fn === 'function';
}

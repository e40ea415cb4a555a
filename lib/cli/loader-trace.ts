/**
 * Runs something without the stack trace that cdk8s' loader prints when a component includes what cannot be loaded: it loads in
 * a process of its own, whose standard error Node passes on. What failed is in the exception, and told as every problem is.
 */
export function withoutLoaderTrace<Result>(run: () => Result): Result {
  const { stderr } = process;
  const write = Object.getOwnPropertyDescriptor(stderr, 'write');
  const pass = stderr.write.bind(stderr);
  stderr.write = (chunk: string | Uint8Array): boolean => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return text.includes('_loadurl.mjs') || pass(chunk);
  };
  try {
    return run();
  } finally {
    Reflect.deleteProperty(stderr, 'write');
    if (write !== undefined) Object.defineProperty(stderr, 'write', write);
  }
}

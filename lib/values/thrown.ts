import { isRecord } from './schema';

/**
 * The message of a thrown value on one line. A stack overflow gets a message that helps.
 * @param thrown any value, because JavaScript can throw any value
 */
export function thrownText(thrown: unknown): string {
  const text = ownWords(thrown);
  if (/Maximum call stack size exceeded/.test(text))
    return 'a value contains itself, or is nested without end (Maximum call stack size exceeded)';
  const [line = ''] = text.split('\n').filter((one) => one.trim() !== '');
  return line === '' ? 'an error without a message' : line.trim();
}

/** Code may throw values without text, and errors whose message is not text. */
function ownWords(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'it threw an object that cannot be read';
  }
}

/** Whether a value is a promise, which means that its author used an asynchronous function. */
export function isPromise(value: unknown): boolean {
  return (isRecord(value) || typeof value === 'function') && typeof Reflect.get(value, 'then') === 'function';
}

import { isRecord } from './schema';

/**
 * What a person reads about something that code threw: its own words on one line. An endless recursion has no words that help.
 * @param thrown anything, since JavaScript lets code throw anything
 */
export function thrownText(thrown: unknown): string {
  const text = ownWords(thrown);
  if (/Maximum call stack size exceeded/.test(text))
    return 'a value contains itself, or is nested without end (Maximum call stack size exceeded)';
  const [line = ''] = text.split('\n').filter((one) => one.trim() !== '');
  return line === '' ? 'an error without a message' : line.trim();
}

/** Code may throw what has no text, and errors whose message was replaced by something else. */
function ownWords(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown);
  } catch {
    return 'it threw an object that cannot be read';
  }
}

/** Whether a value is a promise: whoever made it has not finished. */
export function isPromise(value: unknown): boolean {
  return (isRecord(value) || typeof value === 'function') && typeof Reflect.get(value, 'then') === 'function';
}

import { isRecord } from './schema';

/**
 * What a person reads about something that code threw: its own words on one line. An endless recursion has no words that help.
 * @param thrown anything, since JavaScript lets code throw anything
 */
export function thrownText(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  if (/Maximum call stack size exceeded/.test(text))
    return 'a value contains itself, or is nested without end (Maximum call stack size exceeded)';
  const [line = ''] = text.split('\n').filter((one) => one.trim() !== '');
  return line === '' ? 'an error without a message' : line.trim();
}

/** Whether a value is a promise: whoever made it has not finished. */
export function isPromise(value: unknown): boolean {
  return (isRecord(value) || typeof value === 'function') && typeof Reflect.get(value, 'then') === 'function';
}

import { type Event, EVENT_ID, getScalarValue } from 'js-yaml';
import { lineFinder, readEvents, startOf } from './documents';

/**
 * The line of a field within a document, from 1; that of the nearest value around it where it is not written itself, as with an
 * alias. The text is parsed once more: only what is wrong is looked up.
 * @param start line of the document's first value
 * @param field keys and numbers of items, from the document's value down
 */
export function lineOfField(text: string, start: number, field: readonly (string | number)[]): number {
  const lineAt = lineFinder(text);
  const events = readEvents(text);
  let at = events.findIndex((event) => lineAt(startOf(event) ?? -1) >= start);
  let line = start;
  for (const step of field) {
    const found = partOf(events, at, step, text);
    if (found === undefined) break;
    line = lineAt(found.offset);
    at = found.value;
  }
  return line;
}

interface Part {
  /** Where the key, or the item itself, begins. */
  readonly offset: number;
  /** Number of the event of its value. */
  readonly value: number;
}

/** A part of the list or mapping that begins at an event. */
function partOf(events: readonly Event[], at: number, step: string | number, text: string): Part | undefined {
  const whole = events[at];
  if (whole?.type !== EVENT_ID.MAPPING && whole?.type !== EVENT_ID.SEQUENCE) return undefined;
  let next = at + 1;
  for (let index = 0; events[next] !== undefined && events[next]?.type !== EVENT_ID.POP; index++) {
    const item = events[next];
    if (item === undefined) return undefined;
    if (whole.type === EVENT_ID.SEQUENCE) {
      if (index === step) return { offset: startOf(item) ?? -1, value: next };
      next = after(events, next);
    } else {
      const value = after(events, next);
      if (item.type === EVENT_ID.SCALAR && getScalarValue(text, item) === step)
        return { offset: item.valueStart, value };
      next = after(events, value);
    }
  }
  return undefined;
}

/** Number of the event behind a value and all its parts. */
function after(events: readonly Event[], at: number): number {
  let depth = 0;
  for (let index = at; index < events.length; index++) {
    const type = events[index]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
    if (depth <= 0) return index + 1;
  }
  return events.length;
}

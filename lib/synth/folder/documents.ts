import { constructFromEvents, type Event, EVENT_ID, parseEvents, SCALAR_STYLE, YAMLException } from 'js-yaml';
import { shown } from '../../values';
import { tooLarge } from './expanded';
import { kubectlSchema, twoReadings } from './schema';

/** A document of a YAML text. */
export interface YamlDocument {
  /** Line of its first value, from 1. */
  readonly line: number;
  readonly value: unknown;
}

/** Something wrong in a YAML text. */
export interface YamlMistake {
  readonly line: number;
  readonly reason: string;
  readonly next: string;
}

/** How deep lists and mappings may be inside of each other; what kubectl writes reaches about twenty. */
const maxDepth = 100;

/** The documents of a YAML text, and what is wrong in it. Documents that hold nothing but comments are left out. */
export function readDocuments(text: string): {
  readonly documents: readonly YamlDocument[];
  readonly mistakes: readonly YamlMistake[];
} {
  const mistakes: YamlMistake[] = [];
  const lineAt = lineFinder(text);
  let events: readonly Event[];
  try {
    events = readEvents(text);
  } catch (error) {
    return { documents: [], mistakes: [mistakeOf(error, text)] };
  }
  const documents = splitDocuments(events).flatMap((own): YamlDocument[] => {
    const start = own.map(startOf).find((offset) => offset !== undefined);
    if (start === undefined) return [];
    const line = lineAt(start);
    for (const event of own) {
      if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN || event.tagStart >= 0)
        continue;
      const word = text.slice(event.valueStart, event.valueEnd);
      const why = twoReadings(word);
      if (why !== undefined)
        mistakes.push({
          line: lineAt(event.valueStart),
          reason: `${shown(word)} ${why}`,
          next: 'put it in quotes where text is meant, or write true, false or the number in full',
        });
    }
    try {
      const [value] = constructFromEvents([...own], { source: text, schema: kubectlSchema });
      const large = tooLarge(value);
      if (large !== undefined) {
        mistakes.push({ line, ...large });
        return [];
      }
      return value === null || value === undefined ? [] : [{ line, value }];
    } catch (error) {
      mistakes.push(mistakeOf(error, text));
      return [];
    }
  });
  return { documents, mistakes };
}

/** The events of a text. @throws YAMLException */
export function readEvents(text: string): readonly Event[] {
  return parseEvents(text, { maxDepth });
}

function mistakeOf(error: unknown, text: string): YamlMistake {
  // Whatever else a parser throws is a fault of it, and still follows from this text.
  const { reason, mark } =
    error instanceof YAMLException ? error : { reason: String(error), mark: undefined };
  const line = (mark?.line ?? 0) + 1;
  if (mark === undefined || !reason.startsWith('duplicated mapping key'))
    return { line, reason: `cannot be read as YAML: ${reason}`, next: 'correct it there' };
  const [key = ''] = /^[^:\n]*/.exec(text.slice(mark.position)) ?? [];
  return { line, reason: `key ${shown(key.trim())} is there twice`, next: 'keep one of them' };
}

/** The events of each document. */
function splitDocuments(events: readonly Event[]): readonly (readonly Event[])[] {
  const documents: Event[][] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) documents.push([]);
    documents.at(-1)?.push(event);
  }
  return documents;
}

/** Where a value begins; undefined for what is none, and for one that is left out. */
export function startOf(event: Event): number | undefined {
  const start =
    event.type === EVENT_ID.SCALAR
      ? event.valueStart
      : 'start' in event && event.start >= 0
        ? event.start
        : -1;
  return start < 0 ? undefined : start;
}

/** Finds the line of an offset, from 1. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

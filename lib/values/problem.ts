/** Something a person wrote that cannot stand. Problems are collected, so that all of them are told at once. */
export interface Problem {
  /** Where it was written, from the cluster's name down: `pi.nodes.rathalos.address`. */
  readonly at: string;
  /** What was found and why it cannot stand: `"192.168.4.1/24" has host bits set`. */
  readonly reason: string;
  /** What to do about it: `did you mean 192.168.4.0/24?` */
  readonly next: string;
  /** The place whose value could not be read, where that is so: a stand-in is there now, about which nothing is worth telling. */
  readonly unread?: string;
}

/** Takes a problem. A parser that reports one goes on with a stand-in, so that the rest is read as well. */
export type Report = (problem: Problem) => void;

/** One line, in the form that every message of asterism has: place, reason, next step. */
export function problemText(problem: Problem): string {
  return `${problem.at}: ${problem.reason}; ${problem.next}`;
}

/** Passes problems on, except those that only follow from one before: about a place that could not be read, a part of it, or the list that it is in. */
export function withoutFollowUps(report: Report): Report {
  const unread: string[] = [];
  return (problem) => {
    if (isUnread(problem.at, unread) && (problem.unread === undefined || unread.includes(problem.unread)))
      return;
    if (problem.unread !== undefined) unread.push(problem.unread);
    report(problem);
  };
}

/** Whether a place, what it is a part of, or an item of the list that it is, could not be read. */
export function isUnread(place: string, unread: readonly string[]): boolean {
  return unread.some((other) => isWithin(place, other) || other.startsWith(`${place}[`));
}

/** Whether a place is another one or a part of it. */
export function isWithin(place: string, whole: string): boolean {
  return place === whole || (place.startsWith(whole) && /^[.[]/.test(place.slice(whole.length)));
}

/** A found value in a message, on one line and not too long: quoted text, or its JSON. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case 'function':
      return value.name === '' ? 'a function' : `the function ${value.name}`;
    case 'number':
    case 'bigint':
    case 'symbol':
    case 'undefined':
      return String(value);
    case 'string':
    case 'boolean':
    case 'object':
      return cut(json(value));
  }
}

function json(value: unknown): string {
  try {
    // In a list, since JSON.stringify alone gives undefined for what has no JSON.
    return JSON.stringify([value]).slice(1, -1);
  } catch {
    return 'an object without an end';
  }
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

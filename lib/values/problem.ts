/** Something a person wrote that cannot stand. Problems are collected, so that all of them are told at once. */
export interface Problem {
  /** Where it was written, from the cluster's name down: `pi.nodes.rathalos.address`. */
  readonly at: string;
  /** What was found and why it cannot stand: `"192.168.4.1/24" has host bits set`. */
  readonly reason: string;
  /** What to do about it: `did you mean 192.168.4.0/24?` */
  readonly next: string;
}

/** Takes a problem. A parser that reports one goes on with a stand-in, so that the rest is read as well. */
export type Report = (problem: Problem) => void;

/** One line, in the form that every message of asterism has: place, reason, next step. */
export function problemText(problem: Problem): string {
  return `${problem.at}: ${problem.reason}; ${problem.next}`;
}

/** A found value in a message: quoted text, or its JSON. */
export function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

import { printable } from './shown';

/** A mistake in something that a person wrote. Problems are collected, so that all of them are reported at once. */
export interface Problem {
  /** Its path, from the cluster's name down: `pi.nodes.rathalos.address`. */
  readonly at: string;
  /** What was found and why it is wrong: `"192.168.4.1/24" has host bits set`. */
  readonly reason: string;
  /** What to do about it: `did you mean 192.168.4.0/24?` */
  readonly next: string;
}

/** Receives a problem. */
export type Report = (problem: Problem) => void;

/** The problem on one line, in the form of every message of asterism: place, reason, next step. */
export function problemText(problem: Problem): string {
  const { at, reason, next } = printableProblem(problem);
  return `${at}: ${reason}; ${next}`;
}

/** The problem with its texts ready for a message: on one line, escaped and truncated. */
export function printableProblem({ at, reason, next }: Problem): Problem {
  return { at: printable(at, 400), reason: printable(reason, 1000), next: printable(next, 1000) };
}

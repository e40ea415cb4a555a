import { type Problem, problemText, type Report } from '../values';

/** What a parser gives for a value at `here`, and the messages that a person would see. */
export function told<T>(parse: (at: string, report: Report) => T): {
  readonly value: T;
  readonly messages: readonly string[];
} {
  const problems: Problem[] = [];
  const value = parse('here', (problem) => problems.push(problem));
  return { value, messages: problems.map(problemText) };
}

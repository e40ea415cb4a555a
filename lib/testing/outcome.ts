import { type Parsed, type Problem, problemText, type Report } from '../values';

/** The value that a parser gives, or the message that a person would see. */
export function outcome<T>(parsed: Parsed<T>): T | string {
  return 'value' in parsed ? parsed.value : `${parsed.refused.reason}; ${parsed.refused.next}`;
}

/** What a parser gives for a value at `here`, and the messages that a person would see. */
export function valueAndMessages<T>(parse: (at: string, report: Report) => T): {
  readonly value: T;
  readonly messages: readonly string[];
} {
  const problems: Problem[] = [];
  const value = parse('here', (problem) => problems.push(problem));
  return { value, messages: problems.map(problemText) };
}

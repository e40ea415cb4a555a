import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Characters that end a line, control a terminal or change the writing direction, so that a person sees different
 * text than a program: control and format characters, line and paragraph separators, unpaired surrogates, private-use
 * and unassigned code points.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether the text is one line of visible characters. */
export function isPlainLine(text: string): boolean {
  return !unseen.test(text);
}

/** The schema of a short text on one line of at most `most` characters. It is used in comments, tables and descriptions. */
export function line(most: number) {
  const next = `write one line of 1 to ${most} characters, without control characters`;
  const parse = (written: string): Parsed<string> => {
    if (written.trim() === '') return refused(`${shown(written)} is empty`, next);
    if (written !== written.trim())
      return refused(`${shown(written)} begins or ends with white space`, `write ${shown(written.trim())}`);
    if (!isPlainLine(written)) return refused(`${shown(written)} contains an invisible character`, next);
    // Counts code points, as Go and Python do.
    const { length } = Array.from(written);
    return length > most ? refused(`the text has ${length} characters`, next) : { value: written };
  };
  return v.pipe(v.string(), parsedBy(parse), v.title('line of text'));
}

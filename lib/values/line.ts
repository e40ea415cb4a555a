import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Characters that end a line, steer a terminal or turn the direction of writing, so that a reader sees another text than a
 * program: controls, format characters, line and paragraph separators, unpaired surrogates, private use and unassigned.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether a text is one line that shows all that it holds. */
export function isPlainLine(text: string): boolean {
  return !unseen.test(text);
}

/** The schema of a few words on one line, at most `most` characters long: they land in comments, tables and descriptions. */
export function line(most: number) {
  const next = `write one line of 1 to ${most} characters, without control characters`;
  const parse = (written: string): Parsed<string> => {
    if (written.trim() === '') return refused(`${shown(written)} is empty`, next);
    if (written !== written.trim())
      return refused(`${shown(written)} begins or ends with a blank`, `write ${shown(written.trim())}`);
    if (!isPlainLine(written)) return refused(`${shown(written)} holds a character that does not show`, next);
    // Counted as Go and Python count it: by code points.
    const { length } = Array.from(written);
    return length > most ? refused(`the text has ${length} characters`, next) : { value: written };
  };
  return v.pipe(v.string(), parsedBy(parse), v.title('line of text'));
}

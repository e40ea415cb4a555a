import type { Cells } from './records';
import { visible } from './escape';

/** A column of a printed table. */
export interface Heading {
  readonly name: string;
  /** Numbers stand on the right. */
  readonly right: boolean;
}

/** Columns of a terminal that a text takes: an ideograph two, an accent none. */
export type WidthOf = (text: string) => number;

/** Widest column, in columns of a terminal; what is longer is cut, and `json` and `csv` have all of it. */
const widest = 72;

/** A cell as it is shown: NULL bare, a text that would look like it or like nothing in quotes. */
export function shownCell(cell: string | null): string {
  if (cell === null) return 'NULL';
  return cell === '' || cell === 'NULL' ? `"${cell}"` : visible(cell);
}

/** Widths from the first page of rows. Later rows keep to them, or stick out, so that rows can stream. */
export function columnWidths(
  headings: readonly Heading[],
  page: readonly Cells[],
  widthOf: WidthOf,
): readonly number[] {
  return headings.map(({ name }, index) =>
    page.reduce(
      (width, cells) => Math.max(width, widthOf(cut(shownCell(cells[index] ?? null), widthOf))),
      widthOf(cut(visible(name), widthOf)),
    ),
  );
}

/** The head of a table: the names, and a rule under each. */
export function tableHead(headings: readonly Heading[], widths: readonly number[], widthOf: WidthOf): string {
  const names = line(
    headings,
    headings.map(({ name }) => visible(name)),
    widths,
    widthOf,
  );
  return `${names}${widths.map((width) => '-'.repeat(width)).join('  ')}\n`;
}

/** A row of a table. */
export function tableRow(
  headings: readonly Heading[],
  cells: Cells,
  widths: readonly number[],
  widthOf: WidthOf,
): string {
  return line(
    headings,
    headings.map((_, index) => shownCell(cells[index] ?? null)),
    widths,
    widthOf,
  );
}

function line(
  headings: readonly Heading[],
  texts: readonly string[],
  widths: readonly number[],
  widthOf: WidthOf,
): string {
  const padded = texts.map((text, index) => {
    const short = cut(text, widthOf);
    const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(short)));
    return headings[index]?.right === true ? `${padding}${short}` : `${short}${padding}`;
  });
  return `${padded.join('  ').trimEnd()}\n`;
}

/** The longest beginning that fits, and an ellipsis. */
function cut(text: string, widthOf: WidthOf): string {
  // A character takes two columns at most, so shorter texts need no measuring.
  if (text.length * 2 <= widest || widthOf(text) <= widest) return text;
  let short = '';
  for (const character of text) {
    if (widthOf(`${short}${character}`) > widest - 1) break;
    short += character;
  }
  return `${short}…`;
}

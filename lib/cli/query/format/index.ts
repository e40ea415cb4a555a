import type { FormatName } from '../request';
import { type Cells, csvRecord, jsonLines } from './records';
import { visible } from './escape';
import { columnWidths, type Heading, tableHead, tableRow, type WidthOf } from './table';

export type { Cells } from './records';
export type { Heading, WidthOf } from './table';

/** How rows are printed. */
export interface Printing {
  readonly format: FormatName;
  readonly headings: readonly Heading[];
  /** Whether it goes to a terminal, which obeys what it is sent. */
  readonly terminal: boolean;
  readonly widthOf: WidthOf;
}

/** What comes before the rows, and each row. */
export interface Printer {
  readonly head: string;
  readonly row: (cells: Cells) => string;
}

/**
 * How to print rows, line by line.
 * @param page the first rows, from which a table takes its widths
 */
export function printerOf(
  { format, headings, terminal, widthOf }: Printing,
  page: readonly Cells[],
): Printer {
  const names = headings.map(({ name }) => name);
  switch (format) {
    case 'json':
      return { head: '', row: jsonLines(names) };
    case 'csv': {
      // CSV has no escapes: a file gets every byte, a terminal what it can only show.
      const safe = (cells: Cells) =>
        terminal ? cells.map((cell) => (cell === null ? null : visible(cell))) : cells;
      return { head: csvRecord(safe(names)), row: (cells) => csvRecord(safe(cells)) };
    }
    case 'table': {
      const widths = columnWidths(headings, page, widthOf);
      return {
        head: tableHead(headings, widths, widthOf),
        row: (cells) => tableRow(headings, cells, widths, widthOf),
      };
    }
  }
}

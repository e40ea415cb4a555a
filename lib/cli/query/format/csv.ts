/** A row of cells; null where PostgreSQL has NULL. */
export type Cells = readonly (string | null)[];

/**
 * A record of RFC 4180. NULL is nothing at all and an empty text is a pair of quotes, as PostgreSQL's own COPY does, so that
 * the two can be told apart.
 */
export function csvRecord(cells: Cells): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: string | null): string {
  if (cell === null) return '';
  // A reader might take spaces at the ends for none; quotes hold them.
  const plain = cell !== '' && !/[",\r\n]/.test(cell) && cell.trim().length === cell.length;
  return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
}

import type { Client } from 'pg';
import { answered } from './answer';
import type { Cells } from './format';
import type { Statement } from './sql';

/** Characters that a batch should hold: enough to be quick, little enough to be small beside the program. */
const batchSize = 1_000_000;
const mostRows = 2000;

/**
 * Runs a statement and hands its rows over in batches, each asked for when the one before is done with. A batch holds as many
 * rows as their size allows, so that neither many rows nor large ones fill the memory.
 */
export async function* batchesOf(
  client: Client,
  { text, values }: Statement,
): AsyncGenerator<readonly Cells[]> {
  const { default: Cursor } = await import('pg-cursor');
  const cursor = client.query(
    new Cursor<Cells>(text, [...values], {
      rowMode: 'array',
      types: { getTypeParser: () => (value: string) => value },
    }),
  );
  let wanted = 50;
  for (;;) {
    const rows = await answered(client, cursor.read(wanted));
    if (rows.length > 0) yield rows;
    if (rows.length < wanted) return;
    wanted = rowsThatFit(rows);
  }
}

/** Rows of the next batch, when they are as large as these. */
export function rowsThatFit(rows: readonly Cells[]): number {
  const size = rows.reduce((sum, cells) => cells.reduce((row, cell) => row + (cell?.length ?? 0), sum), 0);
  const fit = Math.floor((batchSize * rows.length) / Math.max(1, size));
  return Math.min(mostRows, Math.max(1, fit));
}

import { once } from 'node:events';
import type { Client } from 'pg';
import { type Cells, type Heading, type Printer, printerOf } from './format';
import { cellOf } from './look';
import type { FormatName, Request } from './request';
import { batchesOf } from './rows';
import { countStatement, isOrdered, rowsStatement, type Selection } from './statement';
import type { TableFacts } from './table-facts';

export function headingsOf({ columns }: TableFacts): readonly Heading[] {
  return columns.map(({ name, isNumber }) => ({ name, right: isNumber }));
}

/** Takes rows page by page; the first page, which may be empty, brings the head. */
export function rowPrinter(
  format: FormatName,
  headings: readonly Heading[],
): (rows: readonly Cells[]) => Promise<void> {
  let printer: Printer | undefined;
  return async (rows) => {
    // Loaded here, since every other command does without it.
    const { default: widthOf } = await import('string-width');
    const terminal = process.stdout.isTTY;
    const head = printer === undefined;
    printer ??= printerOf({ format, headings, terminal, widthOf }, rows);
    await print(`${head ? printer.head : ''}${rows.map(printer.row).join('')}`);
  };
}

/** Prints the rows as they come. What is said about them goes to standard error, so that output holds rows alone. */
export async function showRows(client: Client, selection: Selection, request: Request): Promise<number> {
  const { table, limit } = selection;
  const take = rowPrinter(request.format, headingsOf(table));
  let count = 0;
  for await (const rows of batchesOf(client, rowsStatement(selection, { json: request.format === 'json' }))) {
    count += rows.length;
    await take(rows);
  }
  if (count === 0) await take([]);
  if (count === 0) console.error('no rows');
  else if (!isOrdered(selection))
    console.error(
      `${table.name} has neither a primary key nor one column of times, so the rows have no order`,
    );
  if (request.limitIsDefault && count === limit)
    console.error(`these are the newest ${limit}; --limit 100 shows more, --limit all every one`);
  return 0;
}

/** Prints how many rows there are. */
export async function showCount(client: Client, selection: Selection, { format }: Request): Promise<number> {
  const count = await cellOf(client, countStatement(selection));
  // As a table, it is the number alone: for a person, and for a shell.
  if (format === 'table') await print(`${count}\n`);
  else await rowPrinter(format, [{ name: 'count', right: true }])([[count]]);
  return 0;
}

/** Prints the columns of the table. */
export async function showSchema({ columns }: TableFacts, { format }: Request): Promise<number> {
  const headings = ['column', 'type', 'nullable', 'default', 'key'].map((name) => ({ name, right: false }));
  const rows = columns.map(({ name, type, nullable, defaultExpression, key }) => [
    name,
    type,
    nullable,
    defaultExpression ?? null,
    key ?? null,
  ]);
  const take = rowPrinter(format, headings);
  if (format === 'json') await take(rows.map((cells) => cells.map((cell) => JSON.stringify(cell))));
  else await take(rows.map((cells) => cells.map((cell) => schemaText(cell, format))));
  return 0;
}

function schemaText(cell: string | number | boolean | null, format: FormatName): string | null {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  // To a person, no default is nothing; NULL would look like one.
  return cell === null ? (format === 'table' ? '-' : null) : String(cell);
}

/** Writes to standard output, and waits while the reader is slow. */
async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

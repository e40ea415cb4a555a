import type { Client } from 'pg';
import type { Target } from './target';
import { batchesOf } from './rows';
import type { Statement } from './sql';
import { describeStatement, readTableFacts, type TableFacts } from './table-facts';

/** All rows of an answer that is known to be small. */
async function allOf(client: Client, statement: Statement): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const batch of batchesOf(client, statement)) rows.push(...batch);
  return rows;
}

/** What the catalogue says about the table. @throws as PostgreSQL does when the table does not exist */
export async function describe(client: Client, { table }: Target): Promise<TableFacts> {
  const facts = readTableFacts(table, await allOf(client, describeStatement(table)));
  if (facts === undefined) throw Object.assign(new Error(`${table.name} does not exist`), { code: '42P01' });
  return facts;
}

/** The one cell of an answer. */
export async function cellOf(client: Client, statement: Statement): Promise<string> {
  const [row] = await allOf(client, statement);
  const cell: unknown = Array.isArray(row) ? row[0] : undefined;
  if (typeof cell !== 'string') throw new Error('the answer has no cell');
  return cell;
}

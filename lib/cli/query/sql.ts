/**
 * A name as PostgreSQL takes it whatever it holds: in double quotes, those inside doubled. PostgreSQL's protocol ends texts
 * with a zero byte, so a name cannot hold one.
 */
export function quoted(name: string): string {
  if (name.includes('\0')) throw new Error('a name of PostgreSQL holds no zero byte');
  return `"${name.replaceAll('"', '""')}"`;
}

/** A table of the plan: `orders` is in schema `public`, `shop.orders` in `shop`. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

export function tableNameOf(written: string): TableName {
  const dot = written.indexOf('.');
  return dot < 0
    ? { schema: 'public', name: written }
    : { schema: written.slice(0, dot), name: written.slice(dot + 1) };
}

/** SQL with its values apart. Of what a person wrote, the text contains names only, in quotes. */
export interface Statement {
  readonly text: string;
  readonly values: readonly string[];
}

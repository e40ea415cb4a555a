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

/** What a terminal would obey, and line ends that a `json` column may hold or a reader may see where there are none. */
const commands = /[\r\n\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;
const everyCommand = new RegExp(commands, 'g');

/**
 * Prints JSON objects, each on a line of its own, so that rows stream and `jq` reads them.
 * @param names names of the columns, in order
 * @returns takes the cells of a row, each JSON already
 */
export function jsonLines(names: readonly string[]): (cells: Cells) => string {
  const keys = names.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const begin = keys.length === 0 ? '{' : '';
  return (cells) => {
    const line = keys.reduce((text, key, index) => `${text}${key}${cells[index] ?? 'null'}`, begin);
    return `${commands.test(line) ? line.replace(everyCommand, escape) : line}}\n`;
  };
}

/** A line break can stand between tokens only, where a blank serves; the others within a text only, where an escape means the same. */
function escape(character: string): string {
  if (character === '\n' || character === '\r') return ' ';
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

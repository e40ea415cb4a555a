import type { Cells } from './csv';

/** What a terminal would obey, and line separators that a reader might take for the end of the line. */
const commands = /[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * A JSON object on a line of its own, so that rows stream and `jq` reads them.
 * @param names names of the columns, in order
 * @param cells values as JSON already
 */
export function jsonLine(names: readonly string[], cells: Cells): string {
  const members = names.map((name, index) => `${JSON.stringify(name)}:${cells[index] ?? 'null'}`);
  // A line break of a `json` column can stand between tokens only: within a text JSON wants it escaped.
  const line = `{${members.join(',')}}`.replace(/[\r\n]/g, ' ');
  // These can stand within texts only, where an escape means the same.
  return `${line.replace(commands, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}

/** Controls, what turns the direction of writing or cannot be seen: a terminal obeys some of it, a reader sees none of it. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The most characters of one text: no message is longer, and a path of a file has at most 4,096 bytes. */
const most = 4096;

/**
 * A value as indented JSON for programs, which is safe to look at as well: what does not show is written as `\u…`, which means
 * the same to a program, and texts end after 4,096 characters.
 */
export function jsonText(value: unknown): string {
  const cut = (_: string, item: unknown): unknown =>
    typeof item === 'string' && item.length > most ? `${item.slice(0, most - 1)}…` : item;
  return JSON.stringify(value, cut, 2).replace(unseen, (character) =>
    // Line breaks stand between the parts; within a text JSON.stringify has escaped them.
    character === '\n' ? character : escaped(character),
  );
}

/** Beyond the first 65,536 characters JSON has two escapes for one. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}

/** Characters that move the cursor, colour, ring, turn the writing round or cannot be seen: a terminal obeys them. */
const commands = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\x1b': '\\e' };

/**
 * Text that a terminal can only show: what it would obey is written as an escape, such as `\n` or `\u{9b}`. The joiner
 * between parts of an emoji stays.
 */
export function visible(text: string): string {
  return text.replace(commands, (character) => {
    if (character === '\u200d') return character;
    return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

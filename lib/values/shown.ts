import { classOf } from './plain';

/** The most characters that a found value takes in a message. */
const most = 80;

/** A found value in a message, on one line and at most 80 characters long: quoted text, or its JSON. */
export function shown(value: unknown): string {
  const text = written(value, most);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * A text without what could move the cursor, colour the terminal or turn the line around, which is written as `\u…`.
 * @param length the most characters that are written
 */
export function printable(text: string, length = most): string {
  // Nearly every key is plain, and that is found out much faster.
  if (text.length <= length && /^[\w ./@:-]*$/.test(text)) return text;
  const escaped = text
    .slice(0, length + 1)
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
  return escaped.length > length ? `${escaped.slice(0, length - 1)}…` : escaped;
}

/** As much of a value as there is room for: what is deep, endless or large is not looked at any further. */
function written(value: unknown, room: number): string {
  switch (typeof value) {
    case 'function':
      return value.name === '' ? 'a function' : `the function ${printable(value.name)}`;
    case 'bigint':
      // Millions of digits take seconds to write.
      return -(10n ** 70n) < value && value < 10n ** 70n ? String(value) : 'a whole number of over 70 digits';
    case 'symbol':
      return `Symbol(${printable(value.description ?? '')})`;
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'string':
      // JSON escapes some of what must not be printed, such as line breaks, and leaves the rest to us.
      return printable(JSON.stringify(value.slice(0, most)), most * 6);
    case 'object':
      return value === null ? 'null' : room > 0 ? parts(value, room) : '…';
  }
}

function parts(value: object, room: number): string {
  try {
    const name = classOf(value);
    if (name !== undefined) return name;
    const keys = Array.isArray(value) ? undefined : Object.keys(value);
    const count = Array.isArray(value) ? value.length : Object.keys(value).length;
    let text = '';
    for (let index = 0; index < count && text.length < room; index++) {
      const key = keys?.[index] ?? String(index);
      const item: unknown = Reflect.get(value, key);
      const head = keys === undefined ? '' : `${written(key, room)}:`;
      text += `${index === 0 ? '' : ','}${head}${written(item, room - text.length - head.length - 1)}`;
    }
    return keys === undefined ? `[${text}]` : `{${text}}`;
  } catch {
    // Getters and proxies may throw whatever they like.
    return 'an object that cannot be read';
  }
}

import { classOf } from './plain';

/** The maximum length of a value in a message. */
const most = 80;

/** A value as text for a message, on one line and at most 80 characters long: quoted text, or JSON. */
export function shown(value: unknown): string {
  const text = written(value, most);
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/**
 * The text with characters escaped as `\u…` that could move the cursor, colour the terminal or reverse the line.
 * @param length the maximum number of characters
 */
export function printable(text: string, length = most): string {
  // A fast path: nearly every key is plain.
  if (text.length <= length && /^[\w ./@:-]*$/.test(text)) return text;
  const escaped = text
    .slice(0, length + 1)
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
      (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    );
  return escaped.length > length ? `${escaped.slice(0, length - 1)}…` : escaped;
}

/** As much of a value as fits. Deep, endless or large parts are not read any further. */
function written(value: unknown, room: number): string {
  switch (typeof value) {
    case 'function':
      return value.name === '' ? 'a function' : `the function ${printable(value.name)}`;
    case 'bigint':
      // Printing millions of digits takes seconds.
      return -(10n ** 70n) < value && value < 10n ** 70n ? String(value) : 'a whole number of over 70 digits';
    case 'symbol':
      return `Symbol(${printable(value.description ?? '')})`;
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'string':
      // JSON escapes some of these characters, such as line breaks, and `printable` the rest.
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
    // Getters and proxies may throw.
    return 'an object that cannot be read';
  }
}

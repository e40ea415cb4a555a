import { hasOtherReading } from './yaml-words';

/** A text as a value. `pad`: a line feed and the indentation of lines below it. */
export function stringText(text: string, pad: string): string {
  if (plainFast.test(text)) return hasOtherReading(text) ? `'${text}'` : text;
  if (text.includes('\n')) return fitsBlock(text, pad) ? blockText(text, pad) : quoted(text);
  return lineText(text, pad === '\n' && /^(?:---|\.\.\.(?: |$))/.test(text));
}

/** A text as a key. `pad`: a line feed and the indentation of the key's line. */
export function keyText(key: string, pad: string): string {
  if (plainKeys.has(key)) return key;
  if (plainFast.test(key)) {
    if (hasOtherReading(key)) return `'${key}'`;
    if (plainKeys.size < 10_000) plainKeys.add(key);
    return key;
  }
  if (key.includes('\n')) return quoted(key);
  return lineText(key, pad === '\n' && /^(?:---|\.\.\. )/.test(key));
}

/** Keys that were found to need no quotes wherever they are: the same few come in object after object. */
const plainKeys = new Set<string>();

/** Whether the text is written as a block that ends with blank lines of its own. */
export function opensEnd(text: string): boolean {
  return text.endsWith('\n\n') && fitsBlock(text, '\n  ');
}

/** Nearly every key and name: no character that means anything to YAML, and nothing to look up but whole words. */
const plainFast = /^[A-Za-z/][\w./-]*$/;

/**
 * What only double quotes can hold: control characters, tab and carriage return (a block would keep a tab, but no reader
 * sees it; readers turn a bare carriage return into a line feed), the line ends of YAML 1.1 (NEL, LS, PS), byte order
 * marks, characters that Unicode never assigns, halves of a surrogate pair.
 */
const needsEscapes = /(?!\n)[\p{Cc}\p{Cs}\xa0\u2028\u2029\ufeff\ufffe\uffff]/u;

/**
 * One line: plain where every reader sees the same text in it, otherwise in single quotes.
 * @param isMarker it would stand at the left margin and begin or end a document there. Kubernetes takes every line that
 * begins with three hyphens for the end of a document, whatever follows them (apimachinery, `YAMLReader`).
 */
function lineText(text: string, isMarker: boolean): string {
  if (needsEscapes.test(text) || /^\s+$/.test(text)) return quoted(text);
  const plain = !notPlain.test(text) && !hasOtherReading(text) && !isMarker;
  return plain ? text : `'${text.replaceAll("'", "''")}'`;
}

/** An indicator at the start, a colon or `#` that would end the text, a space at either end. */
const notPlain = /^[ ,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|: | #|[: ]$|^$/;

/** Whether lines need no quotes. Blank text is quoted, since a reader could not count it. */
function fitsBlock(text: string, pad: string): boolean {
  if (needsEscapes.test(text) || /^\s+$/.test(text)) return false;
  if (!startsIndented.test(text)) return true;
  // In a document that is nothing but a text, readers count the indentation from different margins; and `yaml` drops
  // a last line of spaces that reaches no further than the first text does.
  const last = /\n( +)\n?$/.exec(text)?.[1] ?? '';
  const first = /^(?: *\n)*( *)/.exec(text)?.[1] ?? '';
  return pad !== '\n' && (last === '' || last.length > first.length);
}

/** Without the number of spaces in its head, the block's indentation would be taken from this first line. */
const startsIndented = /^\n* /;

function blockText(text: string, pad: string): string {
  const indent = startsIndented.test(text) ? '2' : '';
  const keep = text.endsWith('\n\n') ? '+' : text.endsWith('\n') ? '' : '-';
  const margin = pad === '\n' ? '\n  ' : pad;
  const body = (text.endsWith('\n') ? text.slice(0, -1) : text).replace(/\n(?=[^\n])/g, margin);
  return `|${indent}${keep}${text.startsWith('\n') ? '\n' : margin}${body}`;
}

function quoted(text: string): string {
  return `"${text.replace(escaped, escape)}"`;
}

const escaped = /["\\\p{Cc}\p{Cs}\xa0\u2028\u2029\ufeff\ufffe\uffff]/gu;

/** Short escapes of YAML 1.1 and 1.2. */
const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escape(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  const digits = code.toString(16).toUpperCase();
  return code <= 0xff ? `\\x${digits.padStart(2, '0')}` : `\\u${digits.padStart(4, '0')}`;
}

import { keyText, opensEnd, stringText } from './yaml-text';

/** What JSON can hold. A key whose value is undefined is left out, as JSON.stringify does. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue | undefined };

/**
 * The value as one YAML document that ends with a line feed. Keys keep the object's order, lines are never folded.
 *
 * The text is that of js-yaml 5.5's `dump(value, { lineWidth: -1, noRefs: true })` to the byte, unless a reader of
 * YAML 1.1 or 1.2 (Go's sigs.k8s.io/yaml, yaml.v2 and yaml.v3; `yaml` and js-yaml) would take that text for something
 * else: then the string is quoted. A lone surrogate is escaped, which Go refuses to read; UTF-8 has none either.
 * @throws our own bug: NaN, an infinity, or anything else that JSON cannot hold
 */
export function toYaml(value: JsonValue): string {
  const text = nodeText(value, '\n', '');
  // js-yaml ends the document after a text that keeps its trailing blank lines, for what follows would change it.
  return endsOpen(value) ? `${text}\n...\n` : `${text}\n`;
}

/**
 * @param pad a line feed and the indentation of the block that this value may open
 * @param lead what stands before the first line of that block: `pad`, or a space where it begins on its parent's line
 */
function nodeText(value: JsonValue, pad: string, lead: string): string {
  if (typeof value === 'object' && value !== null) {
    const text = isList(value) ? listText(value, pad, lead) : mapText(value, pad, lead);
    if (text !== '') return text;
    // A block that begins on a line of its own puts the line feed itself; brackets stay behind the colon.
    return `${lead === '' ? '' : ' '}${isList(value) ? '[]' : '{}'}`;
  }
  return `${lead === '' ? '' : ' '}${scalarText(value, pad)}`;
}

function scalarText(value: null | boolean | number | string, pad: string): string {
  switch (typeof value) {
    case 'string':
      return stringText(value, pad);
    case 'number':
      return numberText(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return 'null';
    default:
      throw new Error(`asterism bug: YAML cannot hold a value of type ${typeof value}`);
  }
}

function listText(list: readonly JsonValue[], pad: string, lead: string): string {
  const inner = `${pad}  `;
  let text = '';
  for (const item of list) text += `${text === '' ? lead : pad}-${nodeText(item, inner, ' ')}`;
  return text;
}

function mapText(map: { readonly [key: string]: JsonValue | undefined }, pad: string, lead: string): string {
  const inner = `${pad}  `;
  let text = '';
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const name = keyText(key, pad);
    const start = text === '' ? lead : pad;
    // A reader looks for the colon of `key: value` on the same line and within 1,024 characters.
    const explicit = key.includes('\n') || (name.length > 1024 && [...name].length > 1024);
    if (explicit) text += `${start}? ${name}${pad}:${nodeText(value, inner, ' ')}`;
    else text += `${start}${name}:${nodeText(value, inner, inner)}`;
  }
  if (text === '' && Object.prototype.toString.call(map) !== '[object Object]') {
    // A Date, a Map or a Set has no keys of its own and would become `{}` in silence.
    throw new Error(`asterism bug: YAML cannot hold ${Object.prototype.toString.call(map)}`);
  }
  return text;
}

/** The shortest text that reads back as the same number; readers want a point before an exponent. */
function numberText(value: number): string {
  if (!Number.isFinite(value))
    throw new Error(`asterism bug: YAML of Kubernetes cannot hold the number ${value}`);
  if (Object.is(value, -0)) return '-0.0';
  return String(value).replace(/^(-?\d+)e/, '$1.e');
}

/** Whether the last text of the document is a block that keeps its trailing blank lines. */
function endsOpen(value: JsonValue | undefined): boolean {
  if (typeof value === 'string') return opensEnd(value);
  if (typeof value !== 'object' || value === null) return false;
  const values = isList(value) ? value : Object.values(value).filter((item) => item !== undefined);
  return endsOpen(values.at(-1));
}

// Array.isArray does not narrow to a readonly array.
function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

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
  // A document begins with neither the space of a value on its key's line nor the line feed of a block.
  const added = addNode('', value, 0, '');
  const text = added.startsWith(' ') ? added.slice(1) : added;
  // js-yaml ends the document after a text that keeps its trailing blank lines, for what follows would change it.
  return text.endsWith('\n') && endsOpen(value) ? `${text}\n...\n` : `${text}\n`;
}

/** A line feed and the indentation of a block, by depth; one string each, for they are added to every line. */
const pads: readonly string[] = Array.from({ length: 32 }, (_, depth) => padAt(depth));

function padAt(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

/**
 * Adds a value to the text so far: behind a space where it fits on the line, otherwise as a block.
 * @param depth of the block that the value may open
 * @param lead what stands before the first line of that block: its pad, or a space where it begins on its parent's line
 */
function addNode(text: string, value: JsonValue, depth: number, lead: string): string {
  switch (typeof value) {
    case 'string':
      return `${text} ${stringText(value, pads[depth] ?? padAt(depth))}`;
    case 'number':
      return `${text} ${numberText(value)}`;
    case 'boolean':
      return value ? `${text} true` : `${text} false`;
    case 'object':
      if (value === null) return `${text} null`;
      return isList(value) ? addList(text, value, depth, lead) : addMap(text, value, depth, lead);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new Error(`asterism bug: YAML cannot hold a value of type ${typeof value}`);
  }
}

function addList(before: string, list: readonly JsonValue[], depth: number, lead: string): string {
  if (list.length === 0) return `${before} []`;
  const pad = pads[depth] ?? padAt(depth);
  let text = before;
  let start = lead;
  for (const item of list) {
    text = addNode(`${text}${start}-`, item, depth + 1, ' ');
    start = pad;
  }
  return text;
}

function addMap(
  before: string,
  map: { readonly [key: string]: JsonValue | undefined },
  depth: number,
  lead: string,
): string {
  const pad = pads[depth] ?? padAt(depth);
  const inner = pads[depth + 1] ?? padAt(depth + 1);
  let text = before;
  let start = lead;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    const name = keyText(key, pad);
    // A reader looks for the colon of `key: value` on the same line and within 1,024 characters.
    const explicit = key.includes('\n') || (name.length > 1024 && Array.from(name).length > 1024);
    if (explicit) text = addNode(`${text}${start}? ${name}${pad}:`, value, depth + 1, ' ');
    else text = addNode(`${text}${start}${name}:`, value, depth + 1, inner);
    start = pad;
  }
  if (text.length > before.length) return text;
  // A Date, a Map or a Set has no keys of its own and would become `{}` in silence.
  const kind = Object.prototype.toString.call(map);
  if (kind !== '[object Object]') throw new Error(`asterism bug: YAML cannot hold ${kind}`);
  return `${before} {}`;
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

import { type Case, insideOf, notation, type Prop, type Shape, wordsOf } from './shape';

/** Paragraphs of a page; empty ones are left out, and one empty line stands between two. */
export function page(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** A fenced block of TypeScript. */
export function example(text: string): string {
  return text === '' ? '' : `\`\`\`ts\n${text.trimEnd()}\n\`\`\``;
}

/** A table whose columns are as wide as their widest cell, so that it can be read as text too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  const [first = [], ...others] = cells;
  return [line(first), line(widths.map((width) => '-'.repeat(width))), ...others.map(line)].join('\n');
}

/**
 * All that may be written in an object: a section a prop, or sections of props for each of its forms.
 * @param title what its keys are called: `Props`
 */
export function props(title: string, shape: Shape): string {
  if (shape.is === 'object')
    return shape.props.length === 0 ? '' : page(`## ${title}`, ...shape.props.map(section)).trimEnd();
  if (shape.is !== 'variant') return '';
  const [first] = shape.cases;
  const shared = (first?.props ?? []).filter((prop) =>
    shape.cases.every((one) => one.props.some((other) => section(other) === section(prop))),
  );
  const names = new Set(shared.map((prop) => prop.name));
  const forms = shape.cases.map((one) => ({ ...one, title: formTitle(shape.key, one) }));
  return page(
    '## Forms',
    `\`${shape.key}\` says which one; each has keys of its own.`,
    forms
      .map(
        (one) =>
          `- [${one.title}](#${anchorOf(one.title)})${one.chosen ? ', the default' : ''}: ${firstSentence(one.text)}`,
      )
      .join('\n'),
    ...(shared.length === 0 ? [] : [`## ${title} of every form`, ...shared.map(section)]),
    ...forms.flatMap((one) => [
      `## ${one.title}`,
      one.text,
      ...one.props.filter((prop) => !names.has(prop.name)).map(section),
    ]),
  ).trimEnd();
}

/** What a text says first, for lists. */
export function firstSentence(text: string): string {
  return /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
}

/** The id that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');
}

function formTitle(key: string, one: Case): string {
  return `\`${key}: ${notation(one.value)}\``;
}

function section(prop: Prop): string {
  const words = wordsOf(prop.shape);
  const inside = bullets(prop.shape, prop.name, '');
  return page(
    `### \`${prop.name}\``,
    `_${capital(words)}; ${necessity(prop)}._`,
    prop.text,
    inside,
  ).trimEnd();
}

/** What is inside a prop, a list item each, with its whole name: `topics[].name`. */
function bullets(shape: Shape, name: string, indent: string): string {
  const inside = insideOf(shape);
  const path = `${name}${inside.path}`;
  if (inside.shape.is === 'object')
    return inside.shape.props.map((prop) => bullet(prop, path, indent)).join('\n');
  if (inside.shape.is !== 'variant') return '';
  const { key, cases } = inside.shape;
  return cases
    .map((one) => {
      const head = `${indent}- \`${path}${key}: ${notation(one.value)}\`${one.chosen ? ' (default)' : ''}: ${one.text}`;
      return [head, ...one.props.map((prop) => bullet(prop, path, `${indent}  `))].join('\n');
    })
    .join('\n');
}

function bullet(prop: Prop, path: string, indent: string): string {
  const text = prop.text.replaceAll('\n', `\n${indent}  `);
  const head = `${indent}- **\`${path}${prop.name}\`** (${wordsOf(prop.shape)}; ${necessity(prop)}): ${text}`;
  return [head, bullets(prop.shape, `${path}${prop.name}`, `${indent}  `)]
    .filter((part) => part !== '')
    .join('\n');
}

function necessity(prop: Prop): string {
  if (prop.defaultText === undefined) return 'required';
  return prop.defaultText === '' ? 'optional' : `default: ${prop.defaultText}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

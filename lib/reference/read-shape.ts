import * as ts from 'typescript';
import type { Report } from '../values';
import { constantOf, keyOf, plain } from './constant';
import { readDefault } from './default';
import { docOf, docOfDeclaration } from './doc';
import { type Modules, placeOf } from './modules';
import { type Case, notation, type Prop, type Shape } from './shape';
import { callOf, elementsOf, initializerOf, returnedBy } from './valibot';

/** What reading needs beside the expression. */
export interface Reading {
  readonly modules: Modules;
  readonly report: Report;
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  boolean: 'true or false',
  null: 'null',
  unknown: 'anything',
};
const unread: Shape = { is: 'word', word: 'anything' };

/** Reads a valibot schema from its source. What it cannot read is reported, never guessed. */
export function readShape(expression: ts.Expression, reading: Reading): Shape {
  const written = initializerOf(expression, reading.modules);
  const made = returnedBy(written, reading.modules);
  if (made !== undefined) return readShape(made, reading);
  const call = callOf(written);
  const [first, second] = call?.args ?? [];
  const word = words[call?.name ?? ''];
  if (word !== undefined) return { is: 'word', word };
  if (call?.name === 'custom') return shapeOfType(call.type) ?? unreadable(written, reading);
  if (first === undefined) return unreadable(written, reading);
  const name = call?.name ?? '';
  switch (name) {
    case 'literal':
    case 'picklist': {
      const value = constantOf(first, reading.modules);
      if (value === undefined) return unreadable(first, reading);
      return { is: 'choice', of: Array.isArray(value) ? value : [value] };
    }
    case 'array':
      return { is: 'list', of: readShape(first, reading) };
    case 'pipe':
      return titleOf(call?.args ?? [], reading) ?? readShape(first, reading);
    case 'union':
      return { is: 'either', of: elementsOf(first).map((option) => readShape(option, reading)) };
    case 'strictObject':
      return { is: 'object', props: readEntries(first, reading) };
    default:
      return second === undefined
        ? unreadable(written, reading)
        : readKeyed(written, name, first, second, reading);
  }
}

/** The title of a pipe with a parser, in plain words: `IPv4 address`. */
function titleOf(steps: readonly ts.Expression[], reading: Reading): Shape | undefined {
  const titles = steps.flatMap((step) => {
    const call = callOf(plain(step));
    const [title] = call?.name === 'title' ? call.args : [];
    return title === undefined ? [] : [constantOf(title, reading.modules)];
  });
  const word = titles.at(-1);
  return typeof word === 'string' ? { is: 'word', word } : undefined;
}

function readKeyed(
  whole: ts.Expression,
  name: string,
  first: ts.Expression,
  second: ts.Expression,
  reading: Reading,
): Shape {
  switch (name) {
    case 'record':
      return { is: 'map', of: readShape(second, reading), keys: [] };
    case 'objectWithRest':
      return { is: 'map', of: readShape(second, reading), keys: keysLike(first, second, reading) };
    case 'variant': {
      const key = constantOf(first, reading.modules);
      if (typeof key !== 'string') return unreadable(first, reading);
      return { is: 'variant', key, cases: elementsOf(second).map((one) => readCase(one, key, reading)) };
    }
    default:
      return unreadable(whole, reading);
  }
}

/** Entries of an object, those of spread constants and schemas included, in the order of writing. */
function readEntries(expression: ts.Expression, reading: Reading, told = ''): readonly Prop[] {
  const written = initializerOf(expression, reading.modules);
  if (ts.isPropertyAccessExpression(written) && written.name.text === 'entries') {
    const schema = callOf(initializerOf(written.expression, reading.modules));
    return schema?.args[0] === undefined ? [] : readEntries(schema.args[0], reading, told);
  }
  if (!ts.isObjectLiteralExpression(written)) {
    unreadable(written, reading);
    return [];
  }
  return written.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return readEntries(property.expression, reading, told);
    const name = keyOf(property.name);
    const schema = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    if (name === undefined || schema === undefined) {
      unreadable(written, reading);
      return [];
    }
    return [readProp(name, property, schema, reading, name === told)];
  });
}

function readProp(
  name: string,
  entry: ts.Node,
  schema: ts.Expression,
  reading: Reading,
  told: boolean,
): Prop {
  const { modules, report } = reading;
  const doc = docOf(entry);
  const text = doc?.text ?? '';
  const at = placeOf(entry);
  if (text === '' && !told)
    report({
      at,
      reason: `no doc comment says what \`${name}\` is`,
      next: 'write what it is, its unit and range',
    });
  const call = callOf(initializerOf(schema, reading.modules));
  const [inner, fallback] = call?.args ?? [];
  if (call?.name !== 'exactOptional' || inner === undefined)
    return { name, shape: readShape(schema, reading), defaultText: undefined, text };
  const defaultText = readDefault({ name, at, fallback, said: doc?.defaultText }, modules, report);
  return { name, shape: readShape(inner, reading), defaultText, text };
}

/** What a form is for is said by the comment of its schema, or of the key that tells it apart. */
function readCase(expression: ts.Expression, key: string, reading: Reading): Case {
  const form = initializerOf(expression, reading.modules);
  const entries = callOf(form)?.args[0];
  const props = entries === undefined ? [] : readEntries(entries, reading, key);
  const own = props.find((prop) => prop.name === key);
  const [value] = own?.shape.is === 'choice' ? own.shape.of : [];
  if (own === undefined || value === undefined) unreadable(form, reading);
  const named = form === expression ? undefined : docOfDeclaration(form.parent);
  const text = [named?.text ?? '', own?.text ?? ''].filter((part) => part !== '').join(' ');
  if (text === '')
    reading.report({
      at: placeOf(form),
      reason: `no doc comment says what \`${key}: ${notation(value ?? '')}\` means`,
      next: `write it before the key \`${key}\` or before the schema`,
    });
  return {
    value: value ?? '',
    chosen: own?.defaultText !== undefined,
    text,
    props: props.filter((prop) => prop !== own),
  };
}

/** Keys that must be there, where they and the others are of one kind; the map's comment says what they are. */
function keysLike(entries: ts.Expression, rest: ts.Expression, reading: Reading): readonly string[] {
  const written = plain(entries);
  if (!ts.isObjectLiteralExpression(written)) return [];
  return written.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property) && property.initializer.getText() === rest.getText())
      return keyOf(property.name) ?? [];
    unreadable(written, reading);
    return [];
  });
}

/** A type that is a plain name, as a shape: endpoints and what the language has. */
export function shapeOfType(type: ts.TypeNode | undefined): Shape | undefined {
  const name = type?.getText() ?? '';
  const word = words[name];
  if (word !== undefined) return { is: 'word', word };
  if (!/^\w+$/.test(name)) return undefined;
  return { is: 'word', word: name.endsWith('Endpoint') ? `endpoint (\`${name}\`)` : `\`${name}\`` };
}

function unreadable(expression: ts.Expression, { report }: Reading): Shape {
  report({
    at: placeOf(expression),
    reason: `the reference cannot read \`${expression.getText().split('\n')[0] ?? ''}\``,
    next: 'write it with v.strictObject, v.array, v.picklist and their like, or teach lib/reference/read-shape.ts',
  });
  return unread;
}

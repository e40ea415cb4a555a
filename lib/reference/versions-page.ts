import * as ts from 'typescript';
import type { Json } from '../component';
import { constantOf, keyOf, plain } from './constant';
import { docOf } from './doc';
import { textOf } from './find-components';
import { page, table } from './markdown';
import { type Declaration, placeOf } from './modules';
import type { Reading } from './read-shape';
import { code } from './shape';

interface Entry {
  readonly key: string;
  readonly value: Json;
  readonly note: string;
  readonly entries: readonly Entry[];
}

/** What ships: the constants of `lib/components/versions.ts`, a section each. */
export function versionsPage(path: string, intro: readonly string[], reading: Reading): string {
  const sections = [...reading.modules.exportsOf(path)].flatMap(([name, declaration]) =>
    constantSection(name, declaration, reading),
  );
  return page('# Versions', ...intro, ...sections);
}

function constantSection(name: string, declaration: Declaration, reading: Reading): string[] {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return [];
  const text = textOf(declaration);
  if (text === '')
    reading.report({
      at: placeOf(declaration),
      reason: `no doc comment says what \`${name}\` holds`,
      next: 'write what it is, in a few words',
    });
  return [`## ${titleOf(name)}`, text, ...tablesOf(entriesOf(declaration.initializer, reading), '###')];
}

/** Entries of one value each are a table; entries of several values are rows of one when they have the same keys. */
function tablesOf(entries: readonly Entry[], heading: string): string[] {
  const simple = entries.filter((entry) => entry.entries.length === 0);
  const nested = entries.filter((entry) => entry.entries.length > 0);
  const keys = nested.map((entry) => entry.entries.map((one) => one.key).join());
  const rows = nested.length > 1 && keys.every((one) => one === keys[0]);
  return [
    ...(simple.length === 0 ? [] : [entryTable(simple, ['value'], (entry) => [shown(entry.value)])]),
    ...(rows
      ? [
          entryTable(
            nested,
            (nested[0]?.entries ?? []).map((one) => one.key),
            (entry) => entry.entries.map((one) => shown(one.value)),
          ),
        ]
      : nested.flatMap((entry) => [
          `${heading} ${titleOf(entry.key)}`,
          entry.note,
          ...tablesOf(entry.entries, `${heading}#`),
        ])),
  ];
}

function entryTable(
  entries: readonly Entry[],
  columns: readonly string[],
  cells: (entry: Entry) => readonly string[],
): string {
  const notes = entries.some((entry) => entry.note !== '');
  return table(
    ['', ...columns.map(titleOf), ...(notes ? ['Note'] : [])],
    entries.map((entry) => [code(entry.key), ...cells(entry), ...(notes ? [entry.note] : [])]),
  );
}

function entriesOf(expression: ts.Expression, reading: Reading): readonly Entry[] {
  const written = plain(expression);
  if (!ts.isObjectLiteralExpression(written)) return [];
  return written.properties.flatMap((property): Entry[] => {
    const key = property.name && keyOf(property.name);
    if (key === undefined || !ts.isPropertyAssignment(property)) return [];
    const value = constantOf(property.initializer, reading.modules);
    if (value === undefined) return [];
    const entries = entriesOf(property.initializer, reading);
    return [{ key, value, note: docOf(property)?.text ?? '', entries }];
  });
}

function shown(value: Json): string {
  return Array.isArray(value) ? value.map((item: Json) => code(item)).join(', ') : code(value);
}

/** `poolVersion` is headed "Pool version". */
function titleOf(name: string): string {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(?:api|url)\b/, (short) => short.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

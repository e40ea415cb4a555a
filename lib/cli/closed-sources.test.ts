import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as v from 'valibot';
import { factsShape } from '../inventory/shapes';
import { componentFixtures } from '../testing/component-fixtures';
import { formOf } from '../values/schema';
import { closedSources } from './closed-sources';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'sources-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function isClosed(text: string): boolean {
  const main = join(folder, 'main.ts');
  writeFileSync(main, text);
  return closedSources(main) !== undefined;
}

/** Every key that a schema names. */
function keysOf(schema: v.GenericSchema): readonly string[] {
  const form = formOf(schema);
  switch (form.kind) {
    case 'object':
      return Object.entries(form.entries).flatMap(([key, entry]) => [key, ...keysOf(entry)]);
    case 'list':
      return keysOf(form.item);
    case 'variant':
    case 'choice':
      return form.options.flatMap(keysOf);
    case 'leaf':
      return [];
  }
}

const shapes = [
  ['the facts', factsShape],
  ...componentFixtures().map(({ makes, shape }) => [makes, shape] as const),
] as const;

test.each(shapes)('no key of %s makes a cluster file one that could see more than its text', (_, shape) => {
  const keys = [...new Set(keysOf(shape))];
  expect(keys).not.toEqual([]);
  const seeing = keys.filter((key) => !isClosed(`export const input = { ${key}: 1 };\n`));
  expect(seeing).toEqual([]);
});

test.each(['process.env.NAME', 'globalThis.window', 'Date.now()', "require('./x')", "import('node:fs')"])(
  'a cluster file with %s could see more than its text',
  (code) => {
    expect(isClosed(`export const input = ${code};\n`)).toBe(false);
  },
);

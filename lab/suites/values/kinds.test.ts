import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as v from 'valibot';
import { suites } from '..';
import { fileKinds } from './kinds';

const project = join(__dirname, '../../..');

/** Every file that ships, and every key of a ConfigMap. */
const shipped = ['dist', 'apps'].flatMap((top) =>
  readdirSync(join(project, top), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }) => {
      const path = join(parentPath, name);
      const shown = path.slice(project.length + 1);
      return [shown, ...(name.startsWith('configmap-') ? keysOf(path).map((key) => `${shown}#${key}`) : [])];
    }),
);

function keysOf(file: string): readonly string[] {
  const shape = v.object({ data: v.optional(v.record(v.string(), v.string()), {}) });
  return Object.keys(v.parse(shape, load(readFileSync(file, 'utf8'))).data);
}

test('every file that ships is of one kind, which a program of the lab reads or a reason leaves out', () => {
  expect(shipped.length).toBeGreaterThan(100);
  const kinds = shipped.map((path) => [path, fileKinds.filter(({ pattern }) => pattern.test(path)).length]);
  expect(kinds.filter(([, count]) => count !== 1)).toEqual([]);
});

test('every suite that is named as a reader exists', () => {
  const names = suites.map(({ name }) => name);
  const named = fileKinds.flatMap(({ reader }) => ('suite' in reader ? [reader.suite] : []));
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test('every kind is that of a file that ships', () => {
  const unused = fileKinds.filter(({ pattern }) => !shipped.some((path) => pattern.test(path)));
  expect(unused.map(({ pattern }) => pattern.source)).toEqual([]);
});

import { join } from 'node:path';
import { docOfDeclaration } from './reference/doc';
import { parseModules, placeOf } from './reference/modules';
import { readSources } from './reference/read-sources';

const sources = readSources(join(__dirname, '..'));
const modules = parseModules(sources);
const face = modules.exportsOf('lib/core.ts');

test('everything that components are written with says what it is', () => {
  expect(face.size).toBeGreaterThan(100);
  const silent = [...face]
    .filter(([, declaration]) => (docOfDeclaration(declaration)?.text ?? '') === '')
    .map(([name, declaration]) => `${name} (${placeOf(declaration)})`);
  expect(silent).toEqual([]);
});

test('whoever imports the package has all of it', () => {
  const whole = modules.exportsOf('lib/index.ts');
  expect([...face.keys()].filter((name) => !whole.has(name))).toEqual([]);
});

test('what components, programs and distributions may ask for or claim is handed out, whoever writes them', () => {
  const whole = modules.exportsOf('lib/index.ts');
  const values = [...sources].flatMap(([path, text]) =>
    [...text.matchAll(/^export const (\w+) = (?:claimKind|capability)\b/gm)].map(([, name = '']) => ({
      path,
      name,
    })),
  );
  expect(values.length).toBeGreaterThan(30);
  expect(values.filter(({ name }) => !whole.has(name))).toEqual([]);
});

test('a kind of claim is named like its constant, so that the place in a message leads to it', () => {
  const declared = /export const (\w+) = claimKind(?:<[^(]*>)?\(\{\s*name: '([^']*)'/g;
  const kinds = [...sources.values()].flatMap((text) =>
    [...text.matchAll(declared)].map(([, constant, name]) => [constant, name]),
  );
  expect(kinds.length).toBeGreaterThan(20);
  expect(kinds.filter(([constant, name]) => constant !== name)).toEqual([]);
  expect(new Set(kinds.map(([, name]) => name)).size).toBe(kinds.length);
});

import { join } from 'node:path';
import { docOfDeclaration } from './reference/doc';
import { parseModules, placeOf } from './reference/modules';
import { readSources } from './reference/read-sources';

const modules = parseModules(readSources(join(__dirname, '..')));
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

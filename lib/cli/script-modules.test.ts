import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryFiles, scriptModuleEnding, scriptModules } from './script-modules';

const root = join(__dirname, '../..');
const modules = scriptModules(root);

test('each shell script of the library is a module, and no module is left of a script that went', () => {
  expect(modules.length).toBeGreaterThan(5);
  expect(libraryFiles(root, scriptModuleEnding)).toEqual(modules.map(({ path }) => path));
});

test('no other module holds a script: shellcheck and editors read files', () => {
  // What begins a script, and what begins the body of a function in one.
  const script = /#!\/bin\/(?:ba)?sh|(?:^|[`'"])\w+\(\) \{/m;
  const others = libraryFiles(root, '.ts').filter(
    (path) => !path.endsWith('.test.ts') && !/\.script\.ts$|^lib\/testing\//.test(path),
  );
  expect(others.length).toBeGreaterThan(500);
  expect(others.filter((path) => script.test(readFileSync(join(root, path), 'utf8')))).toEqual([]);
});

test.each(modules)('$path is what `npm run scripts` writes', ({ path, text }) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

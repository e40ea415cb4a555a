import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mistakeText } from './mistakes';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mistakes-'))));
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What a person reads of an error in `home.ts`, which has this text. */
function told(text: string, message: string, { name = 'TypeError', mark = '' } = {}): string | undefined {
  const file = join(folder, 'home.ts');
  writeFileSync(file, text);
  const error = new Error(message.replaceAll('FOLDER', folder));
  error.name = name;
  error.stack = `${mark.replaceAll('FILE', file)}${name}: ${message}\n    at ${file}:4:7`;
  return mistakeText(error, folder);
}

beforeEach(() => {
  writeFileSync(join(folder, 'other.ts'), 'export const node = 1;\nexport { one as nodes, two };\n');
});

describe.each([
  ['jiti', '(0 , _other.noed) is not a function', '', '1:10'],
  ['tsx', '(0, import_other.noed) is not a function', '', '1:10'],
  ['jiti, with new', '_other.noed is not a constructor', '', '1:10'],
  [
    'Node',
    "The requested module './other' does not provide an export named 'noed'",
    'FILE:1\nimport { noed } from ...\n         ^^^^\n',
    '1:10',
  ],
])('with what %s says', (_, message, mark, place) => {
  test.each([
    ["import { noed } from './other';\n", 'did you mean "node"?'],
    ["import { noed as mine } from './other';\n", 'did you mean "node"?'],
  ])(
    'a name that a file of the project does not export is reported where it is imported: %s',
    (text, next) => {
      expect(told(text, message, { mark })).toBe(
        `home.ts:${place}: "noed" is not exported by ./other; ${next}`,
      );
    },
  );
});

test('a name of several on several lines is found, and one that only contains it is not', () => {
  const text = 'import {\n  noeds,\n  noed,\n} from "./other";\n';
  expect(told(text, '(0 , _other.noed) is not a function')).toBe(
    'home.ts:3:3: "noed" is not exported by ./other; did you mean "node"?',
  );
});

test('a member of a whole module is reported where it is called', () => {
  expect(told("import * as all from './other';\n", 'all.noed is not a function')).toBe(
    'home.ts:4:7: "noed" is not exported by ./other; did you mean "node"?',
  );
});

test('names of asterism are suggested, for what is imported and for what nothing defines', () => {
  expect(told("import { kafak } from 'asterism';\n", '(0 , _asterism.kafak) is not a function')).toBe(
    'home.ts:1:10: "kafak" is not exported by asterism; did you mean "kafka"?',
  );
  const name = 'ReferenceError';
  expect(told('kafka();\n', 'kafka is not defined', { name })).toBe(
    "home.ts:4:7: ReferenceError: kafka is not defined; write import { kafka } from 'asterism'",
  );
  expect(told('argoCD();\n', 'argoCD is not defined', { name })).toBe(
    'home.ts:4:7: ReferenceError: argoCD is not defined; did you mean "argoCd"?',
  );
});

test('nothing is suggested for a package that was not loaded', () => {
  expect(told("import { left } from 'nowhere';\n", '(0 , _nowhere.left) is not a function')).toBe(
    'home.ts:1:10: "left" is not exported by nowhere; correct the import',
  );
});

test.each([
  ['shop.start is not a function', 'const shop = {};\n'],
  ['Cannot read properties of undefined', "import { node } from './other';\n"],
])('another mistake stays what it is: %s', (message, text) => {
  expect(told(text, message)).toBe(`home.ts:4:7: TypeError: ${message}; correct the file and run it again`);
});

test.each([
  ["import { a } from './gone';\n", "Cannot find module './gone'\nRequire stack:\n- FOLDER/home.ts"],
  ["import { a } from './gone';\n", "Cannot find module 'FOLDER/gone' imported from FOLDER/home.ts"],
])('a file that does not exist is reported where it is imported, whoever looks for it', (text, message) => {
  expect(told(text, message, { name: 'Error' })).toBe(
    'home.ts:1:19: imports module gone, which does not exist; correct the import',
  );
});

test('a package that is not installed is reported where it is imported', () => {
  expect(
    told("import a from 'left-pad';\n", "Cannot find module 'left-pad'\nRequire stack:\n- FOLDER/home.ts", {
      name: 'Error',
    }),
  ).toBe(
    'home.ts:1:15: imports package left-pad, which is not installed; run npm install left-pad, or correct the import',
  );
});

test('text that jiti cannot read is reported with its place', () => {
  expect(
    told('', 'ParseError: Unexpected token, expected ","  \n FOLDER/home.ts:22:12', { name: 'Error' }),
  ).toBe('home.ts:22:13: Unexpected token, expected ","; correct the text and run it again');
});

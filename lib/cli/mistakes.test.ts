// Node 22.18 and 24 load what a person writes themselves; on Node 20 jiti does, and in this repository tsx.
import { mistakeText } from './mistakes';

function failing(name: string, message: string, stack: string): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}\n${stack}`;
  return error;
}

test('a name that a cluster file does not define is reported with its place', () => {
  const error = failing(
    'ReferenceError',
    'kafak is not defined',
    '    at Object.<anonymous> (/home/me/clusters/home.ts:12:3)\n    at Module._compile (node:internal/modules/cjs/loader:1521:14)',
  );
  expect(mistakeText(error, '/home/me')).toBe(
    'clusters/home.ts:12:3: ReferenceError: kafak is not defined; did you mean "kafka"?',
  );
});

test.each([
  ['/home/me/sites/berlin.ts', 'sites/berlin.ts'],
  ['file:///home/me/clusters/home.ts', 'clusters/home.ts'],
  ['file:///home/me/our%20clusters/home.ts', 'our clusters/home.ts'],
])('a mistake in %s is reported at %s, whoever loads it', (file, place) => {
  for (const frame of [`    at ${file}:12:3`, `    at async Object.<anonymous> (${file}:12:3)`])
    expect(mistakeText(failing('TypeError', 'x is undefined', frame), '/home/me')).toBe(
      `${place}:12:3: TypeError: x is undefined; correct the file and run it again`,
    );
});

test('text that is no TypeScript is reported with its place', () => {
  const error = failing(
    'TransformError',
    'Transform failed with 1 error:\n/home/me/clusters/home.ts:36:19: ERROR: Unexpected "."',
    '',
  );
  expect(mistakeText(error, '/home/me')).toBe(
    'clusters/home.ts:36:19: Unexpected "."; correct the text and run it again',
  );
});

test.each([
  [
    'SyntaxError',
    'Expression expected',
    'file:///home/me/clusters/home.ts:22\n});\nexport const x = (;\n                  ^\n\nSyntaxError: Expression expected',
    'clusters/home.ts:22:19: Expression expected; correct the text and run it again',
  ],
  [
    'SyntaxError',
    "Named export 'nope' not found. The requested module 'asterism' is a CommonJS module, which may not …\nimport pkg from 'asterism';",
    "file:///home/me/clusters/home.ts:2\nimport { nope } from 'asterism';\n         ^^^^\nSyntaxError: Named export 'nope' not found.",
    'clusters/home.ts:2:10: "nope" is not exported by asterism; correct the import',
  ],
  [
    'Error',
    "Cannot find module '/home/me/clusters/gone' imported from /home/me/clusters/home.ts",
    '    at finalizeResolution (node:internal/modules/esm/resolve:272:11)',
    'clusters/home.ts: imports module clusters/gone, which does not exist; correct the import',
  ],
  [
    'Error',
    "Cannot find package 'left-pad' imported from /home/me/clusters/home.ts",
    '',
    'clusters/home.ts: imports package left-pad, which is not installed; run npm install left-pad, or correct the import',
  ],
])('what Node says of a file that it cannot load becomes one line: %s %s', (name, message, stack, text) => {
  const error = failing(name, message, '');
  error.stack = stack;
  expect(mistakeText(error, '/home/me')).toBe(text);
});

test('frames of packages and of Node are passed over on the way to the cluster file', () => {
  const error = failing(
    'TypeError',
    'x is not a function',
    '    at f (/home/me/node_modules/cdk8s/lib/app.js:1:1)\n    at /home/me/clusters/home.ts:3:4',
  );
  expect(mistakeText(error, '/home/me')).toContain('clusters/home.ts:3:4');
});

test('a fault of the library keeps its stack', () => {
  const error = failing(
    'TypeError',
    'x is undefined',
    '    at plan (/home/me/lib/plan/cluster.ts:3:4)\n    at /home/me/clusters/home.ts:1:1',
  );
  expect(mistakeText(error, '/home/me', '/home/me/lib')).toBeUndefined();
});

test('where a program keeps only the lines of what it translates, the place has no column', () => {
  const error = failing('TypeError', 'x is undefined', '    at /home/me/clusters/home.ts:12:203');
  expect(mistakeText(error, '/home/me', undefined, false)).toBe(
    'clusters/home.ts:12: TypeError: x is undefined; correct the file and run it again',
  );
});

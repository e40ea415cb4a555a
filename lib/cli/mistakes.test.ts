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
    'clusters/home.ts:12:3: ReferenceError: kafak is not defined; correct the file and run it again',
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
  expect(mistakeText(error, '/home/me')).toBeUndefined();
});

import { same } from './demand';

test.each([
  [1, 1],
  [undefined, undefined],
  [{ a: [1] }, { a: [1] }],
])('%j is the same as %j', (found, expected) => {
  expect(() => {
    same('they', found, expected);
  }).not.toThrow();
});

const long = 'x'.repeat(500);

test.each([
  [[1, 2], [1], 'they: found [1,2], expected [1]'],
  [undefined, 0, 'they: found nothing, expected 0'],
  [`${long}a`, `${long}b`, `they: found …${'x'.repeat(60)}a"…, expected …${'x'.repeat(60)}b"…`],
])('where two values differ, both are shown, long ones near that place', (found, expected, message) => {
  expect(() => {
    same('they', found, expected);
  }).toThrow(new Error(message));
});

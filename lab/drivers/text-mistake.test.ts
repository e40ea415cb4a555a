import { textMistake } from './text-mistake';

test.each([
  ['a\nb\n', 'a\nb\n', undefined],
  ['a\n  b\n', 'a\n  c\n', 'f:2: found\n  b\nexpected\n  c'],
  ['a\n', 'a\nb\n', 'f:2: found\n  \nexpected\n  b'],
  ['a', 'a\nb', 'f:2: found\n  the end of the file\nexpected\n  b'],
  ['a\nb', 'a', 'f:2: found\n  b\nexpected\n  the end of the file'],
  [undefined, 'a', 'f does not exist'],
  ['a', undefined, 'f: nothing asks for this file'],
])('%j instead of %j', (found, expected, mistake) => {
  expect(textMistake('f', found, expected)).toBe(mistake);
});

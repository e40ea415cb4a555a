import { firstDifference } from './difference';

test.each([
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, { at: '["a"]["c"]', one: '2', other: '3' }],
  [{ a: 'on' }, { a: true }, { at: '["a"]', one: '"on"', other: 'true' }],
  [{ a: 1 }, { a: 1, b: {} }, { at: '["b"]', one: 'nothing', other: '{}' }],
  [['x', 'y'], ['x'], { at: '["1"]', one: '"y"', other: 'nothing' }],
  [{ a: [] }, { a: {} }, { at: '["a"]', one: '[]', other: '{}' }],
])('the first difference of %j and %j has its place and both sides', (one, other, expected) => {
  expect(firstDifference(one, other)).toEqual(expected);
});

import * as v from 'valibot';
import { parsedBy, refused } from './parsed';

const even = v.pipe(
  v.number(),
  parsedBy((written) =>
    written % 2 === 0 ? { value: String(written) } : refused(`${written} is odd`, `write ${written + 1}`),
  ),
);

test('a schema returns the value of its parser', () => {
  expect(v.parse(even, 2)).toBe('2');
});

test('a rejection has a reason and a next step', () => {
  const result = v.safeParse(v.object({ one: even, two: even }), { one: 1, two: 3 });
  expect(
    result.issues?.map(({ received, expected, path }) => [path?.at(-1)?.key, received, expected]),
  ).toEqual([
    ['one', '1 is odd', 'write 2'],
    ['two', '3 is odd', 'write 4'],
  ]);
});

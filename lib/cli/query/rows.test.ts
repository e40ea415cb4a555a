import { rowsThatFit } from './rows';

test('a batch of small rows holds many, one of large rows few, and always one', () => {
  const rows = (length: number) => Array.from({ length: 50 }, () => ['x'.repeat(length), null]);
  expect([1, 1000, 100_000, 5_000_000].map((length) => rowsThatFit(rows(length)))).toEqual([
    2000, 1000, 10, 1,
  ]);
});

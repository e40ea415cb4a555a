import { assert, bigInt, property } from 'fast-check';
import { asXid, isFrom, pauseAfter } from './versions';

const version = (writer: bigint) => ({ place: '(0,1)', writer: String(writer % 2n ** 32n) });

test('a version counts from its horizon on, also where the numbers wrap around', () => {
  const horizons = bigInt({ min: 3n, max: 2n ** 40n });
  const distances = bigInt({ min: 0n, max: 2n ** 31n - 1n });
  assert(
    property(horizons, distances, (horizon, distance) => {
      expect(isFrom(version(horizon + distance), horizon)).toBe(true);
      expect(isFrom(version(2n ** 33n + horizon - distance - 1n), horizon)).toBe(false);
    }),
  );
});

test('a horizon is asked for with the 32 bits that rows carry, and never with a number that is PostgreSQLs own', () => {
  expect([731n, 2n ** 32n + 731n, 2n ** 32n + 1n].map(asXid)).toEqual(['731', '731', '3']);
});

test('a look waits a second, and nine times as long as it took', () => {
  expect([3, 100, 2000].map(pauseAfter)).toEqual([1000, 1000, 18_000]);
});

import fc from 'fast-check';
import { outcome } from '../testing/outcome';
import { parseAddressRange, rangeContains, rangesOverlap, rangeWithin } from './address-range';
import { parseCidr } from './cidr';
import { ipv4FromNumber } from './ipv4';
import { valueOf } from './parsed';

const good = (written: string) => valueOf(parseAddressRange(written));
const cidr = (written: string) => valueOf(parseCidr(written));

test.each([
  ['192.0.2.10', '"192.0.2.10" is not an address range; write it as 192.0.2.10-192.0.2.20'],
  ['192.0.2.0/28', '"192.0.2.0/28" is not an address range; write it as 192.0.2.10-192.0.2.20'],
  ['192.0.2.1-2-3', '"192.0.2.1-2-3" is not an address range; write it as 192.0.2.10-192.0.2.20'],
  ['', '"" is not an address range; write it as 192.0.2.10-192.0.2.20'],
  [
    '192.0.2.10-20',
    '"20" is not a valid IPv4 address; write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
  ],
  [
    '192.0.2.250-192.0.2.240',
    '"192.0.2.250-192.0.2.240" ends before it begins; did you mean 192.0.2.240-192.0.2.250?',
  ],
])('%p is refused', (written, message) => {
  expect(outcome(parseAddressRange(written))).toBe(message);
});

test('a range may have spaces around its hyphen, and may contain one address', () => {
  expect(good('192.0.2.240 - 192.0.2.250')).toEqual({ first: '192.0.2.240', last: '192.0.2.250' });
  expect(good('192.0.2.7-192.0.2.7')).toEqual({ first: '192.0.2.7', last: '192.0.2.7' });
});

const ranges = fc
  .tuple(fc.integer({ min: 1, max: 4000 }), fc.nat(500))
  .map(([first, size]) => good(`${ipv4FromNumber(first)}-${ipv4FromNumber(first + size)}`));

test('two ranges overlap exactly where an end of one is in the other', () => {
  fc.assert(
    fc.property(ranges, ranges, (a, b) => {
      const shared = [a.first, a.last].some((end) => rangeContains(b, end)) || rangeContains(a, b.first);
      expect(rangesOverlap(a, b)).toBe(shared);
      expect(rangesOverlap(b, a)).toBe(shared);
    }),
  );
});

test('a range lies in a network when both its ends do', () => {
  expect(rangeWithin(good('192.0.2.0-192.0.2.255'), cidr('192.0.2.0/24'))).toBe(true);
  expect(rangeWithin(good('192.0.1.255-192.0.2.5'), cidr('192.0.2.0/24'))).toBe(false);
  expect(rangeWithin(good('192.0.2.250-192.0.3.0'), cidr('192.0.2.0/24'))).toBe(false);
});

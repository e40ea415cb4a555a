import fc from 'fast-check';
import { told } from '../testing/told';
import { parseAddressRange, rangeContains, rangesOverlap, rangeText, rangeWithin } from './address-range';
import { parseCidr, unreadCidr } from './cidr';
import { ipv4FromNumber } from './ipv4';

const read = (written: unknown) => told((at, report) => parseAddressRange(written, at, report));
const good = (written: string) => read(written).value;
const cidr = (written: string) => told((at, report) => parseCidr(written, at, report)).value;

test.each([
  ['192.0.2.10', ['here: "192.0.2.10" is no address range; write it as 192.0.2.10-192.0.2.20']],
  ['192.0.2.0/28', ['here: "192.0.2.0/28" is no address range; write it as 192.0.2.10-192.0.2.20']],
  ['', ['here: "" is no address range; write it as 192.0.2.10-192.0.2.20']],
  [7, ['here: 7 is no address range; write it as 192.0.2.10-192.0.2.20']],
  [
    '192.0.2.10-20',
    [
      'here: "20" is no IPv4 address; write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros',
    ],
  ],
  [
    '192.0.2.250-192.0.2.240',
    ['here: "192.0.2.250-192.0.2.240" runs backwards; did you mean 192.0.2.240-192.0.2.250?'],
  ],
])('%p is reported', (written, messages) => {
  expect(read(written).messages).toEqual(messages);
});

test('a reversed range goes on the right way round', () => {
  expect(rangeText(good('192.0.2.250-192.0.2.240'))).toBe('192.0.2.240-192.0.2.250');
});

test('spaces around the hyphen, and a range of one, are fine', () => {
  expect(read('192.0.2.240 - 192.0.2.250')).toEqual({
    value: { first: '192.0.2.240', last: '192.0.2.250' },
    messages: [],
  });
  expect(read('192.0.2.7-192.0.2.7').messages).toEqual([]);
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

test('a range that could not be read lies anywhere, covers nothing and overlaps nothing', () => {
  const unread = good('x');
  const all = good('0.0.0.1-255.255.255.255');
  expect(rangeWithin(unread, cidr('192.0.2.0/24'))).toBe(true);
  expect(rangeWithin(all, unreadCidr)).toBe(true);
  expect(rangesOverlap(unread, all)).toBe(false);
  expect(rangeContains(all, unread.first)).toBe(false);
  expect(rangeContains(unread, unread.first)).toBe(false);
});

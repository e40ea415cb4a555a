import fc from 'fast-check';
import { outcome } from '../testing/outcome';
import {
  addressAt,
  cidrBounds,
  cidrContains,
  cidrsOverlap,
  hostCidr,
  networkAround,
  networkIn,
  parseCidr,
  prefixLength,
} from './cidr';
import { ipv4FromNumber } from './ipv4';
import { valueOf } from './parsed';

const good = (written: string) => valueOf(parseCidr(written));

test.each([
  ['192.168.4.1/24', 'has host bits set; did you mean 192.168.4.0/24?'],
  ['10.42.1.0/16', 'has host bits set; did you mean 10.42.0.0/16?'],
  ['192.0.2.7/0', 'has host bits set; did you mean 0.0.0.0/0?'],
  ['192.0.2.0', 'has no prefix length; write it, such as 192.0.2.0/24'],
  ['192.0.2.0/33', 'has a prefix length over 32; write one from 0 to 32'],
  ['192.0.2.0/', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
  ['192.0.2.0/024', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
  ['192.0.2/24', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
  ['192.0.02.0/24', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
  ['2001:db8::/32', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
  ['', 'is not a valid IPv4 network; write it as 192.0.2.0/24'],
])('%p is refused', (written, message) => {
  expect(outcome(parseCidr(written))).toBe(`"${written}" ${message}`);
});

const addresses = fc.integer({ min: 1, max: 2 ** 32 - 1 });
const networks = fc
  .tuple(addresses, fc.integer({ min: 0, max: 32 }))
  .map(([number, length]) => networkAround(ipv4FromNumber(number), length));

test('a network without host bits is read as it is written', () => {
  fc.assert(
    fc.property(networks, (cidr) => {
      expect(outcome(parseCidr(cidr))).toBe(cidr);
    }),
  );
});

test('a network holds 2 to the power of 32 less its prefix, and exactly the addresses between its bounds', () => {
  fc.assert(
    fc.property(networks, addresses, (cidr, number) => {
      const { first, last } = cidrBounds(cidr);
      expect(last - first + 1).toBe(2 ** (32 - prefixLength(cidr)));
      expect(cidrContains(cidr, ipv4FromNumber(number))).toBe(number >= first && number <= last);
    }),
  );
});

test('two networks overlap where one holds the first address of the other', () => {
  fc.assert(
    fc.property(networks, networks, (a, b) => {
      const [left, right] = [cidrBounds(a), cidrBounds(b)];
      const shared =
        (left.first >= right.first && left.first <= right.last) ||
        (right.first >= left.first && right.first <= left.last);
      expect(cidrsOverlap(a, b)).toBe(shared);
      expect(cidrsOverlap(b, a)).toBe(shared);
    }),
  );
});

test('a network with host bits is still the one that it names', () => {
  expect(['192.0.2.7/24', '192.0.2.0/24', '192.0.2.7', '192.0.2.7/33', 'x/8'].map(networkIn)).toEqual([
    '192.0.2.0/24',
    '192.0.2.0/24',
    undefined,
    undefined,
    undefined,
  ]);
});

test('the first and the last address of a network are in it, and their neighbours are not', () => {
  const cidr = good('192.0.2.0/24');
  const inside = [-1, 0, 255, 256].map((place) => cidrContains(cidr, addressAt(cidr, place)));
  expect(inside).toEqual([false, true, true, false]);
});

test('a network of one address overlaps the network that it is at the edge of, and not its neighbour', () => {
  const last = good('192.0.2.255/32');
  expect(cidrsOverlap(last, good('192.0.2.0/24'))).toBe(true);
  expect(cidrsOverlap(last, good('192.0.3.0/24'))).toBe(false);
});

test('the address at a place counts from the network itself', () => {
  expect(addressAt(good('10.43.0.0/16'), 10)).toBe('10.43.0.10');
  expect(addressAt(good('10.43.0.0/16'), 256)).toBe('10.43.1.0');
  expect(addressAt(good('255.255.255.0/24'), 255)).toBe('255.255.255.255');
});

test('the network of one address holds it alone', () => {
  const one = hostCidr(addressAt(good('192.0.2.0/24'), 7));
  expect(one).toBe('192.0.2.7/32');
  expect(cidrBounds(one).first).toBe(cidrBounds(one).last);
});

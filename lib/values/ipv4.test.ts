import fc from 'fast-check';
import { outcome } from '../testing/outcome';
import { ipv4FromNumber, ipv4ToNumber, parseIpv4 } from './ipv4';

const four = 'write four numbers from 0 to 255, such as 192.0.2.10, without leading zeros';

test.each([
  ['192.0.2.1/24', 'write the address without its prefix length'],
  ['192.0.2', four],
  ['192.0.2.1.5', four],
  ['192.0.2.256', four],
  ['192.0.2.010', four],
  ['192.0.2.-1', four],
  ['192.0.2.1 ', four],
  ['192.0.2.1\n', four],
  ['0x7f.0.0.1', four],
  ['2001:db8::1', four],
  ['0.0.0.0', four],
  ['localhost', four],
  ['', four],
])('%p is refused', (written, next) => {
  expect(outcome(parseIpv4(written))).toBe(`${JSON.stringify(written)} is not a valid IPv4 address; ${next}`);
});

test('every address but 0.0.0.0 is read as it is written, and its number leads back to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (number) => {
      const address = ipv4FromNumber(number);
      expect(outcome(parseIpv4(address))).toBe(address);
      expect(ipv4ToNumber(address)).toBe(number);
    }),
  );
});

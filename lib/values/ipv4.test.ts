import fc from 'fast-check';
import { told } from '../testing/told';
import { ipv4FromNumber, ipv4ToNumber, parseIpv4, unreadIpv4 } from './ipv4';

const read = (written: unknown) => told((at, report) => parseIpv4(written, at, report));
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
  [3221225985, four],
  [null, four],
  [['192.0.2.1'], four],
])('%p is no address', (written, next) => {
  expect(read(written)).toEqual({
    value: unreadIpv4,
    messages: [`here: ${JSON.stringify(written)} is no IPv4 address; ${next}`],
  });
});

test('every address but 0.0.0.0 is read as it is written, and its number leads back to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 32 - 1 }), (number) => {
      const address = ipv4FromNumber(number);
      expect(read(address)).toEqual({ value: address, messages: [] });
      expect(ipv4ToNumber(address)).toBe(number);
    }),
  );
});

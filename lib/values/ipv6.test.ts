import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { readIpv6 } from './ipv6';

test.each([
  ['::', 0n],
  ['::1', 1n],
  ['2001:db8::', 0x2001_0db8n << 96n],
  ['2001:DB8::a:1', (0x2001_0db8n << 96n) | 0xa_0001n],
  ['1:2:3:4:5:6:7:8', 0x0001_0002_0003_0004_0005_0006_0007_0008n],
  ['1:2:3:4:5:6:7::', 0x0001_0002_0003_0004_0005_0006_0007_0000n],
  ['::ffff:192.0.2.1', 0xffff_c000_0201n],
  ['1:2:3:4:5:6:192.0.2.1', 0x0001_0002_0003_0004_0005_0006_c000_0201n],
])('%s is read as its 128 bits', (text, bits) => {
  expect(readIpv6(text)).toBe(bits);
});

test.each([
  '',
  ':',
  ':::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '1::2::3',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '12345::',
  'g::',
  '::192.0.2',
  '::192.0.2.256',
  '::192.0.2.01',
  '192.0.2.1::',
  '::192.0.2.1:1',
  'fe80::1%eth0',
  '2001:db8::/32',
  ' ::1',
  '::1\n',
  '192.0.2.1',
  '0'.repeat(1_000_000),
])('%j is not an IPv6 address', (text) => {
  expect(readIpv6(text)).toBeUndefined();
});

test('what is read is what the operating system reads, near misses included', () => {
  const group = fc.constantFrom('', '0', '1', 'ab', 'FFFF', '10000', '192.0.2.1', '192.0.2.999');
  const near = fc.array(group, { minLength: 1, maxLength: 10 }).map((groups) => groups.join(':'));
  fc.assert(
    fc.property(fc.oneof(near, fc.ipV6()), (text) => {
      expect(readIpv6(text) !== undefined).toBe(isIPv6(text));
    }),
    { numRuns: 1_000 },
  );
});

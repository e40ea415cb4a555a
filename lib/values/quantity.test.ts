import fc from 'fast-check';
import { outcome } from '../testing/outcome';
import { readQuantity } from './canonical-quantity';
import { valueOf } from './parsed';
import { mebibytes, parseQuantity, quantityValue } from './quantity';

const read = (written: string) => outcome(parseQuantity(written));

/**
 * Written → canonical, as k8s.io/apimachinery v0.33.13 prints it. Tens of thousands of generated quantities were
 * compared with it as well.
 */
const canonical: Readonly<Record<string, string>> = {
  '0': '0',
  '0Gi': '0',
  '0.5': '500m',
  '.5': '500m',
  '00.50': '500m',
  '5.': '5',
  '+1': '1',
  '1.234': '1234m',
  '1000m': '1',
  '100000m': '100',
  '1500m': '1500m',
  '0.1': '100m',
  '0.0001m': '100n',
  // Rounded up to a billionth.
  '0.5n': '1n',
  '1e-12': '1e-9',
  '1.00000000001': '1000000001n',
  '1000': '1k',
  '1024': '1024',
  '128974848': '128974848',
  '1000k': '1M',
  '1024Mi': '1Gi',
  '3072Mi': '3Gi',
  '1.5Gi': '1536Mi',
  '1000Ki': '1000Ki',
  '2048Ki': '2Mi',
  '1.0Ki': '1Ki',
  // Amounts below 1Ki and fractions of a byte leave the binary family.
  '0.5Ki': '512',
  '0.9765625Ki': '1k',
  '1.1Ki': '1126400m',
  '0.1Gi': '107374182400m',
  '7Ei': '7Ei',
  // An exponent stays one, in steps of three.
  '1e3': '1e3',
  '1E3': '1e3',
  '1e+3': '1e3',
  '1e2': '100',
  '100e-1': '10',
  '1500e-3': '1500e-3',
  '1e18': '1e18',
  '0e3': '0',
  // A lone E is exa.
  '1E': '1E',
};

test.each(Object.entries(canonical))('%s is %s in canonical form', (written, expected) => {
  expect(readQuantity(written)?.canonical).toBe(expected);
  expect(read(written)).toBe(
    written === expected
      ? expected
      : `"${written}" is stored as "${expected}" by Kubernetes, and Argo CD would always show the application as OutOfSync; write "${expected}"`,
  );
});

test.each([
  ['1gb', 'did you mean "1Gi"?'],
  ['512MB', 'did you mean "512Mi"?'],
  ['1.5 gib', 'did you mean "1536Mi"?'],
  ['1K', 'did you mean "1Ki"?'],
  [' 2Gi', 'did you mean "2Gi"?'],
  ['0,5', 'did you mean "500m"?'],
  ['', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['Gi', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['1Zi', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['1e', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['0x10', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['8Ei', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
  ['1e999999999', 'write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"'],
])('%p is refused', (written, next) => {
  expect(read(written)).toBe(`${JSON.stringify(written)} is not a valid Kubernetes quantity; ${next}`);
});

test('the message for a negative quantity says that it is negative', () => {
  expect(read('-1Gi')).toBe(
    '"-1Gi" is negative; write a number with a unit as a string, such as "500m", "512Mi" or "8Gi"',
  );
});

const suffixes = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E-3', 'e2'];
const quantities = fc
  .tuple(fc.nat(99_999), fc.option(fc.nat(9999)), fc.constantFrom(...suffixes))
  .map(([whole, fraction, suffix]) => `${whole}${fraction === null ? '' : `.${fraction}`}${suffix}`);

test('the canonical form has the same value and is its own canonical form', () => {
  fc.assert(
    fc.property(quantities, (written) => {
      const first = readQuantity(written);
      const again = readQuantity(first?.canonical ?? '');
      expect(again).toEqual(first);
      expect(first?.canonical).toMatch(/^\d+(n|u|m|k|M|G|T|P|E|[KMGTPE]i|e-?\d+)?$/);
    }),
  );
});

test('no suffix turns into one of another family, unless its number of bytes is broken or below 1Ki', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...suffixes), (number, suffix) => {
      const family = (text: string) =>
        /i$/.test(text) ? 'binary' : /e/i.test(text) ? 'exponent' : 'decimal';
      const result = readQuantity(`${number}${suffix}`)?.canonical ?? '';
      if (family(suffix) !== 'exponent' || /e/.test(result)) expect(family(result)).toBe(family(suffix));
    }),
  );
});

test.each([
  ['1Gi', 1024 ** 3],
  ['1536Mi', 1.5 * 1024 ** 3],
  ['500m', 0.5],
  ['1k', 1000],
  ['1e3', 1000],
  ['107374182400m', 107_374_182.4],
  ['7Ei', 7 * 1024 ** 6],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
])('%s is worth %d', (written, value) => {
  expect(quantityValue(valueOf(parseQuantity(written)))).toBe(value);
});

test.each([
  [1024 ** 3, '1Gi'],
  [1.5 * 1024 ** 3, '1536Mi'],
  [1024 ** 2 + 1, '1Mi'],
  [5, '0'],
])('%d bytes are %s in whole mebibytes', (bytes, expected) => {
  expect(mebibytes(bytes)).toBe(expected);
});

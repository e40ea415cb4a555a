import fc from 'fast-check';
import { hostileText } from './hostile-text';
import { dangerous } from './parses';

/** Numbers that files, scripts and programs misread, or that count nothing. */
const numbers = [
  ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e300, -1e300, 1e21, 5e-324],
  ...[0, -0, -1, 0.5, 1.5, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 - 1, 65535, 65536],
];

/** What is put into a value that is right: what shells, SQL, YAML, nft, Nix, HCL, properties and terminals read. */
const pieces = [
  ...[
    "'",
    '"',
    '\\',
    '`',
    '$',
    '$(id)',
    '${x}',
    '%{x}',
    '%',
    '{{',
    '}}',
    ';',
    '&&',
    '|',
    '<',
    '>',
    '*',
    '?',
    '!',
  ],
  ...[
    '#',
    '//',
    '/*',
    '*/',
    '--',
    '-',
    '..',
    '.',
    '/',
    ':',
    '::',
    ',',
    '=',
    '@',
    '~',
    '+',
    '^',
    '(',
    ')',
    '[',
    ']',
  ],
  ...[
    '\n',
    '\r',
    '\t',
    '\0',
    ' ',
    '\u00a0',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ud800',
    'é',
    '中',
    '😀',
  ],
  ...['0', '00', '1e3', 'a', 'A', '_', 'x'.repeat(70), '9'.repeat(30)],
];

/** Values that should not be written: dangerous and odd text, odd numbers, other types, and changes of values that are right. */
export function hostileValue(right: readonly unknown[]): fc.Arbitrary<unknown> {
  const texts = right.filter((value) => typeof value === 'string');
  const values = right.filter((value) => typeof value === 'number');
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...dangerous) },
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(...numbers, null, true, {}, [], '') },
    { weight: 5, arbitrary: texts.length > 0 ? changedText(texts) : fc.constantFrom<unknown>(...numbers) },
    { weight: 2, arbitrary: values.length > 0 ? changedNumber(values) : fc.constantFrom(...dangerous) },
  );
}

/** A right text with something put in, taken out, or put in the place of a part. */
function changedText(texts: readonly string[]): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  return fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom(...pieces), place, fc.nat({ max: 3 }))
    .map(([text, piece, where, removed]) => {
      const at = Math.round(where * text.length);
      return `${text.slice(0, at)}${piece}${text.slice(at + removed)}`;
    });
}

function changedNumber(values: readonly number[]): fc.Arbitrary<number> {
  return fc
    .tuple(fc.constantFrom(...values), fc.constantFrom(-1, 1, 0.5, -1000, 1e9, 1e17))
    .map(([value, change]) => value + change);
}

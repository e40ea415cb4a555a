import fc from 'fast-check';
import { printableProblem } from '../values';
import { jsonText } from './json-text';

test('a program reads what was written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each(['\u001b[2J', '\u009b2J', '\u202eabc', '\u2028', '\u200b', '\u{e0041}', '\u007f'])(
  '%j does not reach the terminal, neither as a key nor as a value',
  (text) => {
    const printed = jsonText({ [text]: text });
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(printed)).toEqual({ [text]: text });
  },
);

test('a text of megabytes is cut', () => {
  expect(jsonText(['x'.repeat(5_000_000)]).length).toBeLessThan(4200);
});

test('problems have the words of the plain output', () => {
  const { at, reason, next } = printableProblem({ at: 'a\u202e', reason: 'x'.repeat(3000), next: 'b\nc' });
  expect([at, reason.length, next]).toEqual(['a\\u202e', 1000, 'b\\u000ac']);
});

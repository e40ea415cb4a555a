import * as fc from 'fast-check';
import { holdsPort, parsePorts, portText } from './port-range';

const port = fc.integer({ min: 1, max: 65535 });

test('a port is a range of one, and a range keeps its ends', () => {
  fc.assert(
    fc.property(port, port, (one, other) => {
      const [first, last] = one <= other ? [one, other] : [other, one];
      expect(parsePorts(one)).toEqual({ value: { first: one, last: one } });
      expect(parsePorts({ first, last })).toEqual({ value: { first, last } });
      expect([first, last].every((end) => holdsPort({ first, last }, end))).toBe(true);
      expect([first - 1, last + 1].some((end) => holdsPort({ first, last }, end))).toBe(false);
    }),
  );
  expect([portText({ first: 53, last: 53 }), portText({ first: 1, last: 9 })]).toEqual(['53', '1-9']);
});

test.each<readonly [unknown, string, string]>([
  [0, '0 is not a valid port', 'a whole number'],
  [65536, '65536 is not a valid port', 'a whole number'],
  [1.5, '1.5 is not a valid port', 'a whole number'],
  ['443', '"443" is not a valid port', 'a whole number'],
  [undefined, 'is missing', 'a whole number'],
  [{ first: 9, last: 3 }, 'the range begins at 9 and ends at 3', '{ first: 3, last: 9 }'],
  [{ first: 0, last: 3 }, '0 is not a valid port', 'a whole number'],
  [{ first: 1 }, '{"first":1} is not a valid port range', '{ first: 30000, last: 32767 }'],
  [
    { first: 1, last: 2, to: 3 },
    '{"first":1,"last":2,"to":3} is not a valid port range',
    '{ first: 30000, last: 32767 }',
  ],
])('%j is refused', (written, reason, next) => {
  const parsed = parsePorts(written);
  expect('refused' in parsed && [parsed.refused.reason, parsed.refused.next]).toEqual([
    expect.stringContaining(reason),
    expect.stringContaining(next),
  ]);
});

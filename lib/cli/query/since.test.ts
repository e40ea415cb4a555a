import { assert, integer, property, record, constantFrom } from 'fast-check';
import { parseSince } from './since';

const read = (text: string) => parseSince(text, '--since');

test.each([
  ['90s', 90],
  ['2h', 7200],
  ['1d12h', 129_600],
  ['7d', 604_800],
  ['2w', 1_209_600],
  ['0s', 0],
])('%s is a duration before now', (text, seconds) => {
  expect(read(text)).toEqual({ kind: 'ago', seconds });
});

test.each([
  ['2025-03-01', '2025-03-01 00:00:00+00:00'],
  ['2025-03-01T14:30', '2025-03-01 14:30:00+00:00'],
  ['2025-03-01 14:30:15.123456Z', '2025-03-01 14:30:15.123456+00:00'],
  ['2024-02-29T23:59:59+05:30', '2024-02-29 23:59:59+05:30'],
  ['2025-03-01T14:30-0800', '2025-03-01 14:30:00-08:00'],
  ['2025-03-01T14:30+01', '2025-03-01 14:30:00+01:00'],
])('%s is a moment, in UTC unless it says otherwise', (text, moment) => {
  expect(read(text)).toEqual({ kind: 'moment', text: moment });
});

test.each([
  '',
  'yesterday',
  '2h ago',
  '-2h',
  '1.5h',
  '2025-02-29',
  '2025-13-01',
  '0000-01-01',
  '2025-03-01T24:00',
  '2025-03-01T14:30+25:00',
  '2025-03-01T14:30:00.1234567Z',
  "2025-03-01'; drop table x; --",
])('%j is neither, and the next step shows both', (text) => {
  expect(read(text)).toHaveProperty('at', '--since');
  expect(read(text)).toHaveProperty('reason', expect.stringContaining('is neither a duration nor a time'));
  expect(read(text)).toHaveProperty('next', expect.stringMatching(/2h.*2025-03-01T14:30:00/));
});

test('a duration longer than PostgreSQL can subtract is refused', () => {
  expect(read('999999999999w')).toMatchObject({ reason: '"999999999999w" is more than a hundred years' });
});

test('every second that a calendar has is read as the moment that JavaScript reads', () => {
  const moments = record({ time: integer({ min: 0, max: 4_102_444_800 }), form: constantFrom('Z', '') });
  assert(
    property(moments, ({ time, form }) => {
      const iso = new Date(time * 1000).toISOString().slice(0, 19);
      const since = read(`${iso}${form}`);
      expect(since).toEqual({ kind: 'moment', text: `${iso.replace('T', ' ')}+00:00` });
    }),
  );
});

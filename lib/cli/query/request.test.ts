import { readRequest } from './request';

const options = { format: 'table', tls: 'off' } as const;

test('a table shows the newest 20, json and csv everything, following begins with 20 in every format', () => {
  const limitOf = (changes: object) => {
    const request = readRequest({ ...options, ...changes });
    return 'wanted' in request ? (request.limit ?? 'all') : request;
  };
  expect(limitOf({})).toBe(20);
  expect(limitOf({ format: 'json' })).toBe('all');
  expect(limitOf({ format: 'csv' })).toBe('all');
  expect(limitOf({ format: 'csv', follow: true })).toBe(20);
  expect(limitOf({ limit: '7', format: 'csv' })).toBe(7);
  expect(limitOf({ limit: 'all' })).toBe('all');
});

test('everything that is wrong is reported at once', () => {
  const wrong = { limit: '1e3', since: 'then', port: '5432x', host: ' ', user: 'a\0b', timeColumn: '' };
  const request = readRequest({ ...options, ...wrong });
  expect(Array.isArray(request) ? request.map(({ at }: { at: string }) => at) : []).toEqual([
    '--limit',
    '--since',
    '--port',
    '--host',
    '--user',
    '--time-column',
  ]);
});

test.each(['0', '-1', '1.5', '', 'many', '9999999999999999'])('%j is not a number of rows', (limit) => {
  expect(readRequest({ ...options, limit })).toMatchObject([
    { at: '--limit', next: 'write a whole number, 1 and up, or all' },
  ]);
});

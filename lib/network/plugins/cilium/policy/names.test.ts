import { namePattern } from './names';

const rows: readonly (readonly [string, string, boolean, boolean])[] = [
  // pattern, name, up to 1.18, from 1.19 on: pkg/fqdn/matchpattern/matchpattern.go of 1.17.0, 1.18.0, 1.19.0
  ['*', 'a.b.example.com', true, true],
  ['*.example.com', 'git.example.com', true, true],
  ['*.example.com', 'a.git.example.com', false, false],
  ['*.example.com', 'example.com', false, false],
  ['**.example.com', 'git.example.com', true, true],
  ['**.example.com', 'a.git.example.com', false, true],
  ['**.example.com', 'example.com', false, false],
  ['**', 'a.b.example.com', false, true],
  ['g*.example.com', 'git.example.com', true, true],
  ['G*.Example.com.', 'git.example.com', true, true],
  ['*example.com', 'my-example.com', true, true],
  ['*example.com', 'my.example.com', false, false],
];

test.each(rows)('%s and %s', (matchPattern, name, before, since) => {
  const fits = (version: string | undefined) => namePattern({ matchPattern }, version).matches(name);
  expect([fits('1.17.18'), fits('v1.18.0')]).toEqual([before, before]);
  expect([fits('1.19.6'), fits('1.20.2')]).toEqual([since, since]);
  expect(fits(undefined)).toEqual(
    before === since ? since : expect.stringContaining('from Cilium 1.19 on only'),
  );
});

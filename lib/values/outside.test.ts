import * as fc from 'fast-check';
import { outsideText, parseOutside } from './outside';

test.each([
  ['*', { kind: 'anywhere' }],
  ['0.0.0.0/0', { kind: 'anywhere' }],
  ['git.example.com', { kind: 'name', name: 'git.example.com' }],
  ['nas', { kind: 'name', name: 'nas' }],
  ['*.example.com', { kind: 'pattern', pattern: '*.example.com' }],
  ['**.example.com', { kind: 'pattern', pattern: '**.example.com' }],
  ['s3-*.eu.example.com', { kind: 'pattern', pattern: 's3-*.eu.example.com' }],
  ['192.0.2.30', { kind: 'network', cidr: '192.0.2.30/32' }],
  ['192.0.2.0/24', { kind: 'network', cidr: '192.0.2.0/24' }],
])('%s is read', (written, value) => {
  expect(parseOutside(written)).toEqual({ value });
});

test.each<readonly [unknown, string]>([
  [undefined, 'write a name (git.example.com)'],
  ['', 'write a name (git.example.com)'],
  [443, 'write a name (git.example.com)'],
  ['Git.example.com', 'did you mean "git.example.com"?'],
  ['git.example.com.', 'did you mean "git.example.com"?'],
  ['https://git.example.com/home', 'did you mean "git.example.com"?'],
  ['git.example.com:443', 'did you mean "git.example.com"?'],
  ['192.0.2.30:443', 'did you mean "192.0.2.30"?'],
  ['2001:db8::1', 'write a name (git.example.com)'],
  ['localhost', 'a pod reaches itself without a connection'],
  ['git example', 'write a name (git.example.com)'],
  ['192.0.2', 'write four numbers from 0 to 255'],
  ['192.0.2.256', 'write four numbers from 0 to 255'],
  ['192.0.2.30/24', 'did you mean 192.0.2.0/24?'],
  ['192.0.2.0/33', 'write one from 0 to 32'],
  ['a.**.example.com', 'write lower-case labels joined by dots'],
  ['***', 'write lower-case labels joined by dots'],
  ['*.Example.com', 'write lower-case labels joined by dots'],
  ['*..com', 'write lower-case labels joined by dots'],
  ['-*.example.com', 'write lower-case labels joined by dots'],
])('%j is refused with the next step', (written, next) => {
  const parsed = parseOutside(written);
  expect('refused' in parsed && parsed.refused.next).toContain(next);
});

/** The definition's patterns, from CiliumNetworkPolicy in Cilium's manifests. */
const definition = { name: /^([-a-zA-Z0-9_]+[.]?)+$/, pattern: /^([-a-zA-Z0-9_*]+[.]?)+$/ };

test('whatever is read as a name or a pattern is what the definition of CiliumNetworkPolicy takes', () => {
  const text = fc.oneof(
    fc.domain(),
    fc
      .array(fc.constantFrom('*', '.', 'a', '-', '9', '**.'), { maxLength: 12 })
      .map((parts) => parts.join('')),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, (written) => {
      const parsed = parseOutside(written);
      if ('refused' in parsed) return;
      const { value } = parsed;
      if (value.kind === 'name' || value.kind === 'pattern') {
        expect(written).toMatch(definition[value.kind]);
        expect(outsideText(value)).toBe(written);
        expect(written.length).toBeLessThan(255);
      }
    }),
    { numRuns: 2000 },
  );
});

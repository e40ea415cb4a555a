import { dangerous, parsesTo, refusal } from '../../testing/parses';
import { k3sVersion } from './version';

test.each(['v1.33.5+k3s1', 'v1.30.0+k3s2', 'v1.34.0-rc1+k3s1'])('%s is a release of k3s', (text) => {
  expect(parsesTo(k3sVersion, text)).toBe(text);
});

test.each([
  ...dangerous,
  '1.33.5+k3s1',
  'v1.33+k3s1',
  'v1.33.5+k3s',
  'v1.33.5+rke2r1',
  'v1.33.5-k3s1',
  'v1.033.5+k3s1',
])('%j is not a release of k3s', (text) => {
  expect(parsesTo(k3sVersion, text)).toMatch(/^refused: .+; .+/s);
});

test.each([
  ['v1.33.5', 'did you mean v1.33.5+k3s1?'],
  ['latest', 'pin one such as v1.33.5+k3s1'],
])('for %s the message says what to write', (text, next) => {
  expect(parsesTo(k3sVersion, text)).toBe(refusal(`"${text}" is not a release of k3s`, next));
});

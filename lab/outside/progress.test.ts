import { sideBySide } from './progress';

test('what is done side by side is on one line, each cut to its share', () => {
  expect(sideBySide(['api 1/2 It rains'], 40)).toBe('api 1/2 It rains');
  expect(sideBySide(['api 1/2 It rains', 'yaml 2/2 It pours'], 23)).toBe('api 1/2 I… | yaml 2/2 …');
  expect(sideBySide([], 40)).toBe('');
});

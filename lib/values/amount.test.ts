import { parseBytes, parseCores } from './amount';
import { outcome } from '../testing/outcome';

test.each(['1Mi', '512Mi', '8Gi', '2M'])('%s is an amount of memory or storage', (text) => {
  expect(outcome(parseBytes(text))).toBe(text);
});

test.each([
  ['500m', '"500m" is not a number of whole bytes; write an amount such as "512Mi" or "8Gi"'],
  ['0', '"0" is not a number of whole bytes; write an amount such as "512Mi" or "8Gi"'],
  ['128', '"128" is less than 1Mi; write an amount with its unit, such as "512Mi" or "8Gi"'],
  ['1Ki', '"1Ki" is less than 1Mi; write an amount with its unit, such as "512Mi" or "8Gi"'],
  ['1gb', '"1gb" is not a valid Kubernetes quantity; did you mean "1Gi"?'],
])('%s is not an amount of memory or storage', (text, message) => {
  expect(outcome(parseBytes(text))).toBe(message);
});

test.each(['1m', '250m', '2', '64'])('%s is an amount of CPU', (text) => {
  expect(outcome(parseCores(text))).toBe(text);
});

test.each([
  ['50Mi', '"50Mi" is an amount of memory; write an amount of CPU such as "250m" or "2"'],
  ['2k', '"2k" is an amount of memory; write an amount of CPU such as "250m" or "2"'],
  ['50 m', '"50 m" is not a valid Kubernetes quantity; did you mean "50m"?'],
  ['500u', '"500u" is not an amount of CPU in whole millicores; write one such as "250m" or "2"'],
])('%s is not an amount of CPU', (text, message) => {
  expect(outcome(parseCores(text))).toBe(message);
});

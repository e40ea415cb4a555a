import { unlistedValues, valuePath, withOtherValue, withoutValue } from './unknown-values';

const defaults = {
  replicaCount: 1,
  ingress: { enabled: false, hosts: [] },
  podAnnotations: {},
  redis: { architecture: 'standalone' },
};

test.each<[string, Parameters<typeof unlistedValues>[0], readonly string[]]>([
  ['what the chart lists', { replicaCount: 2, ingress: { enabled: true }, redis: { architecture: 'a' } }, []],
  ['whatever is in a map that is empty in the chart', { podAnnotations: { a: 'b' } }, []],
  ['what goes to all subcharts', { global: { a: 'b' } }, []],
  ['a key that is misspelt', { replicaCuont: 2 }, ['values.replicaCuont, meant replicaCount']],
  ['a key deep inside', { ingress: { enable: true } }, ['values.ingress.enable, meant enabled']],
  ['one that is like no other', { colour: { a: 'b' } }, ['values.colour, meant nothing']],
])('%s', (_, values, expected) => {
  expect(
    unlistedValues(values, defaults).map(
      ({ path, meant }) => `${valuePath(path)}, meant ${meant ?? 'nothing'}`,
    ),
  ).toEqual(expected);
});

const values = { a: { b: 'x', c: 1, d: [true] }, e: 'y' };

test('one value is left out, and the others stay', () => {
  expect(withoutValue(values, ['a', 'b'])).toEqual({ a: { c: 1, d: [true] }, e: 'y' });
  expect(withoutValue(values, ['e'])).toEqual({ a: values.a });
});

test('one value is another one, and the others stay', () => {
  expect(withOtherValue(values, ['a', 'b'])).toEqual({ a: { ...values.a, b: 'x-other' }, e: 'y' });
  expect(withOtherValue(values, ['a'])).toEqual({ a: { b: 'x-other', c: 2, d: [false] }, e: 'y' });
  expect(withOtherValue(values, ['f'])).toEqual(values);
});

import { misspelt } from './misspelt';

const metadata = { name: 'a', namespace: 'demo', labels: { a: 'b' } };

test.each([
  [
    'the first field of its spec',
    { spec: { replicas: 1, paused: true } },
    { spec: { replicas: 1, paused: true, replicasz: 1 } },
    'replicasz',
  ],
  ['its first field where it has no spec', { rules: [] }, { rules: [], rulesz: [] }, 'rulesz'],
  [
    'its metadata where it has nothing else',
    {},
    { metadata: { ...metadata, labelsz: { a: 'b' } } },
    'labelsz',
  ],
])('a letter too many is put into %s, beside what was right', (_, content, expected, field) => {
  const face = { apiVersion: 'v1', kind: 'Thing', metadata };
  expect(misspelt({ ...face, ...content })).toEqual({ field, object: { ...face, ...expected } });
});

test('an object with nothing in it cannot be misspelt', () => {
  const empty = { apiVersion: 'v1', kind: 'Thing', metadata: { name: 'a' } };
  expect(() => misspelt(empty)).toThrow('no field');
});

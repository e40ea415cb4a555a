import { compareStored } from './stored';

test('what is there beside what was shipped is a default, at any depth', () => {
  const shipped = { spec: { ports: [{ port: 80 }], selector: {}, none: [] } };
  const stored = {
    spec: { ports: [{ port: 80, protocol: 'TCP' }], selector: { a: 'b' }, none: [], type: 'ClusterIP' },
    status: {},
  };
  expect(compareStored(shipped, stored)).toEqual({ equal: 3, other: [] });
});

test.each<[string, unknown, unknown, string]>([
  ['a quantity in another form', { cpu: '1000m' }, { cpu: '1' }, '.cpu: "1000m" is stored as "1"'],
  ['a number for a text', { port: '80' }, { port: 80 }, '.port: "80" is stored as 80'],
  ['a field that was dropped', { a: { b: 1 } }, { a: {} }, '.a.b: 1 is stored as nothing'],
  ['an empty list that was dropped', { a: [] }, {}, '.a: [] is stored as nothing'],
  ['an element more', { a: [1] }, { a: [1, 2] }, '.a: [1] is stored as [1,2]'],
  ['another order', { a: [1, 2] }, { a: [2, 1] }, '.a.0: 1 is stored as 2'],
  ['a list that became full', { a: [] }, { a: [1] }, '.a: [] is stored as [1]'],
  ['a map for a list', { a: [1] }, { a: { 0: 1 } }, '.a: [1] is stored as {"0":1}'],
])('%s is reported', (_, shipped, stored, told) => {
  expect(compareStored(shipped, stored).other[0]).toBe(told);
});

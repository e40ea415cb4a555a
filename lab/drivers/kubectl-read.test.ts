import { jsonStream } from './kubectl-read';

test('objects that kubectl prints one after the other come apart, whatever text is in them', () => {
  const objects = [{ a: '}\n{' }, { b: { c: ['}'] } }];
  const printed = objects.map((object) => `${JSON.stringify(object, null, 4)}\n`).join('');
  expect(jsonStream(printed)).toEqual(objects);
  expect(jsonStream('')).toEqual([]);
});

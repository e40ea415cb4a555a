import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { isBare, leavesOf } from '../testing/leaves';
import { label, wholeNumber } from '../values';

/** The shapes that a file of ours exports. */
function shapesIn(file: string): readonly (readonly [string, v.GenericSchema])[] {
  return Object.entries(jest.requireActual<Record<string, unknown>>(file)).filter(
    (entry): entry is [string, v.GenericSchema] => isShape(entry[1]),
  );
}

function isShape(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

const files = [
  ...readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(__dirname, file)),
  join(__dirname, '../inventory/shapes.ts'),
];
// What a folder exports again is the same shape.
const shapes = [...new Map(files.flatMap(shapesIn)).entries()];

test('the shapes of facts and of every component are found', () => {
  const names = shapes.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'factsShape',
      'kafkaProps',
      'kafkaConnectProps',
      'ciliumProps',
      'corednsProps',
      'metallbProps',
    ]),
  );
  expect(shapes.flatMap(([, shape]) => leavesOf(shape)).length).toBeGreaterThan(200);
});

test.each(shapes)('no text and no number in %s ships without a parser', (_, shape) => {
  expect(
    leavesOf(shape)
      .filter(isBare)
      .map(({ path }) => path.join('.')),
  ).toEqual([]);
});

test('a bare leaf is found in lists, options, values and keys', () => {
  const shape = v.strictObject({
    good: label,
    count: wholeNumber('a count', 1),
    bad: v.string(),
    list: v.array(v.exactOptional(v.pipe(v.number(), v.integer()))),
    either: v.variant('kind', [v.strictObject({ kind: v.literal('a'), deep: v.string() })]),
    free: v.record(v.string(), label),
  });
  expect(
    leavesOf(shape)
      .filter(isBare)
      .map(({ path }) => path.join('.')),
  ).toEqual(['bad', 'list.[]', 'either.deep', 'free.{key}']);
});

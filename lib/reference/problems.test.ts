import { lamp, problemsOf } from './fixture';

const entry = (comment: string, schema: string) => problemsOf(lamp(`\n${comment}\nheat: ${schema},\n`));

describe('a default', () => {
  test.each([
    ["/** It. @default 'x' */", "v.exactOptional(v.string(), 'x')"],
    ['/** It. @default 4 */', 'v.exactOptional(v.number(), 4)'],
    ["/** It. @default ['a', 'b'] */", "v.exactOptional(v.array(v.string()), ['a', 'b'])"],
    ['/** It. @default { on: true } */', 'v.exactOptional(v.strictObject({}), { on: true })'],
    ['/** It. @default none */', 'v.exactOptional(v.array(v.string()), [])'],
    ["/** It. @default 'x', as everywhere */", "v.exactOptional(v.string(), 'x')"],
    ['/** It. @default images.lamp */', 'v.exactOptional(v.string(), images.lamp)'],
    ['/** It. @default the one that ships */', 'v.exactOptional(v.string(), images.lamp)'],
    ['/** It. @default half of the other */', 'v.exactOptional(v.string())'],
    ['/** It. */', 'v.exactOptional(v.number(), 4)'],
  ])('agrees: %s %s', (comment, schema) => {
    expect(entry(comment, schema)).toEqual([]);
  });

  test.each([
    ["/** It. @default 'y' */", "v.exactOptional(v.string(), 'x')", "`@default 'y'`, the code says `'x'`"],
    ['/** It. @default 5 */', 'v.exactOptional(v.number(), 4)', '`@default 5`, the code says `4`'],
    ['/** It. @default four */', 'v.exactOptional(v.number(), 4)', '`@default four`, the code says `4`'],
    [
      "/** It. @default ['a'] */",
      'v.exactOptional(v.array(v.string()), [])',
      "`@default ['a']`, the code says `[]`",
    ],
    [
      "/** It. @default 'lamp:1' */",
      'v.exactOptional(v.string(), images.lamp)',
      "`@default 'lamp:1'`, the code says `'docker.io/library/lamp:1.2.3'`",
    ],
  ])('that disagrees is reported with its place: %s %s', (comment, schema, found) => {
    expect(entry(comment, schema)).toEqual([
      `lamp.ts:5: the comment of \`heat\` says ${found}; correct the one that is wrong`,
    ]);
  });

  test.each(['v.exactOptional(v.string())', 'v.exactOptional(v.string(), make())'])(
    'that nothing says is reported: %s',
    (schema) => {
      expect(entry('/** It. */', schema)).toEqual([
        'lamp.ts:5: `heat` may be left out, and neither code nor comment says plainly what holds then; ' +
          'write `@default` and the words',
      ]);
    },
  );
});

test.each(['', '// Heat.', '/* Heat. */', '/** @default 4 */'])(
  'a prop without a comment that describes it is reported: %s',
  (comment) => {
    expect(entry(comment, 'v.exactOptional(v.number(), 4)')).toEqual([
      'lamp.ts:5: no doc comment says what `heat` is; write what it is, its unit and range',
    ]);
  },
);

test('a comment at the end of a line speaks of what stands before it', () => {
  expect(problemsOf(lamp('\n/** A. */ a: v.string(), /** More about a. */\nb: v.string(),'))).toHaveLength(1);
});

test('a form without a comment is reported', () => {
  expect(entry('/** It. */', "v.variant('by', [v.strictObject({ by: v.literal('gas') })])")).toEqual([
    "lamp.ts:5: no doc comment says what `by: 'gas'` means; write it before the key `by` or before the schema",
  ]);
});

test('a schema that cannot be read is reported and not guessed', () => {
  expect(entry('/** It. */', 'v.tuple([v.number(), v.number()])')).toEqual([
    'lamp.ts:5: the reference cannot read `v.tuple([v.number(), v.number()])`; ' +
      'write it with v.strictObject, v.array, v.picklist and their like, or teach lib/reference/read-shape.ts',
  ]);
});

test('a component without words, and one without an example, are reported', () => {
  expect(problemsOf(lamp('').replace(/\/\*\*[^]*?\*\//, ''))).toEqual([
    'lamp.ts:6: no doc comment says what `lamp()` makes; write what it is, in a few words',
    'lamp.ts:6: `lamp()` has no example; write a short `@example` in its doc comment',
  ]);
});

test('an example with a name that nothing declares is reported', () => {
  expect(problemsOf(lamp('').replace('lamp({})', 'lamp({ cord: wall })'))).toEqual([
    'lamp.ts:10: the example of `lamp` uses `wall`, which nothing declares; ' +
      'declare it in this example, or in that of what makes it',
  ]);
});

test('props that are not made from a shape are reported', () => {
  expect(problemsOf(lamp('').replace('PropsOf<typeof lampProps>', '{ heat: number }'))).toEqual([
    "lamp.ts:10: the type of `lamp`'s props is not made from a shape; " +
      'write `type LampProps = PropsOf<typeof lampProps>`',
  ]);
});

test('all problems are reported at once', () => {
  expect(problemsOf(lamp('a: v.string(), b: v.string(),'))).toHaveLength(2);
});

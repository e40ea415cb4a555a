import { fixture, lamp, propsOf } from './fixture';
import { renderReference } from './pages';

const entries = (text: string) => propsOf(renderReference(fixture(lamp(text))));

test('a component has a page with what it is, a whole example and its props', () => {
  const { files, problems } = renderReference(
    fixture(
      lamp(`
      /** Name of the component. @default 'lamp' */
      name: v.exactOptional(v.string(), 'lamp'),
      `),
    ),
  );
  expect(problems).toEqual([]);
  expect(files.map((file) => file.path)).toEqual([
    'docs/reference/README.md',
    'docs/reference/cluster.md',
    'docs/reference/lamp.md',
    'docs/reference/versions.md',
  ]);
  expect(files[2]?.text).toBe(`# lamp

<!-- Written by \`npm run reference\` from lib/components/lamp.ts; edit the doc comments there. -->

Gives light.

\`\`\`ts
import { lamp } from 'asterism';

const light = lamp({});
\`\`\`

## Props

### \`name\`

_Text; default: \`lamp\`._

Name of the component.
`);
  expect(files[0]?.text).toContain('- [lamp](lamp.md): Gives light.\n');
});

test('what is inside a prop has its whole name', () => {
  expect(
    entries(`
      /** Rooms that it lights. */
      rooms: v.array(v.strictObject({
        /** Name of the room. */
        name: v.string(),
        /** Hours by day. @default {} */
        hours: v.exactOptional(v.record(v.string(), v.strictObject({
          /** From 0 to 23. */
          from: v.number(),
        })), {}),
      })),`),
  ).toBe(`## Props

### \`rooms\`

_List of objects; required._

Rooms that it lights.

- **\`rooms[].name\`** (text; required): Name of the room.
- **\`rooms[].hours\`** (objects by name; default: none): Hours by day.
  - **\`rooms[].hours.<name>.from\`** (number; required): From 0 to 23.
`);
});

test('a function that makes what is listed by a function of its own shows the props of both', () => {
  const reference = renderReference(
    fixture(
      lamp('/** Its colour. */ colour: v.string(),').replace(': Component {', `: Lamp {`) +
        `
/** A lamp. */
export interface Lamp {
  /** A bulb of it. */
  readonly bulb: (props: BulbProps) => MachineDeclaration;
}
const bulbProps = v.strictObject({
  /** Power in watts. */
  watts: v.number(),
});
type BulbProps = PropsOf<typeof bulbProps>;`,
    ),
  );
  expect(reference.problems).toEqual([]);
  const text = reference.files.find(({ path }) => path.endsWith('lamp.md'))?.text;
  expect(text).toContain('## What it makes\n\n- **`bulb`**: A bulb of it.\n\n## Props\n\n### `colour`');
  expect(text).toContain('## Props of `bulb`\n\n### `watts`\n\n_Number; required._\n\nPower in watts.');
  expect(reference.files.find(({ path }) => path.endsWith('README.md'))?.text).toContain(
    '## Machines\n\n- [lamp](lamp.md)',
  );
});

test('forms of an object are told apart by a key, and what they share is said once', () => {
  const component = lamp('').replace(
    'v.strictObject({})',
    `v.variant('mode', [
      v.strictObject({
        /** It burns oil. @default 'oil' */
        mode: v.exactOptional(v.literal('oil'), 'oil'),
        ...common,
        /** Litres of oil. */
        oil: v.number(),
      }),
      electric,
    ]);
    /** It has a cord. */
    const electric = v.strictObject({ mode: v.literal('electric'), ...common });
    const common = {
      /** Hue. @default 'white' */
      hue: v.exactOptional(v.picklist(['white', 'red']), 'white'),
    }`,
  );
  const reference = renderReference(fixture(component));
  expect(reference.problems).toEqual([]);
  expect(propsOf(reference)).toBe(`## Forms

\`mode\` says which one; each has keys of its own.

- [\`mode: 'oil'\`](#mode-oil), the default: It burns oil.
- [\`mode: 'electric'\`](#mode-electric): It has a cord.

## Props of every form

### \`hue\`

_One of \`white\`, \`red\`; default: \`white\`._

Hue.

## \`mode: 'oil'\`

It burns oil.

### \`oil\`

_Number; required._

Litres of oil.

## \`mode: 'electric'\`

It has a cord.
`);
});

test.each([
  ['v.string()', 'Text'],
  ['v.boolean()', 'True or false'],
  ['v.literal(4)', '`4`'],
  ["v.picklist(['a', 4])", 'One of `a`, `4`'],
  ["v.array(v.picklist(['a', 'b']))", 'List of any of `a`, `b`'],
  ['v.array(v.number())', 'List of numbers'],
  ['v.record(v.string(), v.string())', 'Text by name'],
  ['v.custom<KafkaEndpoint>(isKafka)', 'Endpoint (`KafkaEndpoint`)'],
  ["v.union([v.boolean(), v.literal('auto')])", 'True or false, or `auto`'],
  ['v.pipe(v.string(), v.minLength(1))', 'Text'],
  ["v.pipe(v.string(), parsedBy(parseIpv4), v.title('IPv4 address'))", 'IPv4 address'],
  [
    "v.array(v.pipe(v.string(), v.title('IPv4 address or machine name')))",
    'List of IPv4 addresses or machine names',
  ],
  ["v.array(v.pipe(v.string(), v.title('range of ports')))", 'List of ranges of ports'],
  ["v.array(v.pipe(v.string(), v.title('Kubernetes quantity')))", 'List of Kubernetes quantities'],
  ["v.pipe(v.array(v.string()), atLeastOne('write one'))", 'List of text'],
])('the schema %s reads as: %s', (schema, words) => {
  expect(entries(`\n/** Something. */\nthing: ${schema},`)).toContain(`_${words}; required._`);
});

test.each([
  ["the cluster's or the node's", "the cluster's or the node's"],
  ["true with `delivery: 'rolling'`, else false", "true with `delivery: 'rolling'`, else false"],
  ["the one of the newest: 'v2'", 'the one of the newest: `v2`'],
])('words of a default keep their apostrophes and code: %s', (said, shown) => {
  expect(entries(`\n/** It. @default ${said} */\nthing: v.exactOptional(v.string()),`)).toContain(
    `_Text; default: ${shown}._`,
  );
});

test('what a component hands on is on its page', () => {
  const component = lamp('').replace(
    /export function lamp(.*): Component/,
    `export interface Lamp extends Component {
      /** Where the current comes from. */
      readonly socket: SocketEndpoint;
    }
    /**
     * Gives light.
     * @example lamp()
     */
    export function lamp$1: Lamp`,
  );
  const reference = renderReference(fixture(component));
  expect(reference.problems).toEqual([]);
  expect(propsOf(reference)).toContain(
    '- **`socket`** (endpoint (`SocketEndpoint`)): Where the current comes from.\n',
  );
});

test('an example that uses what another one declares is made whole', () => {
  const sources = fixture(lamp('').replace('lamp({})', 'lamp({ cord: wall.cord })'), {
    'lib/components/socket/index.ts': `
      /**
       * Gives current.
       * @example
       * const wall = socket();
       */
      export function socket(): Component {}`,
  });
  expect(renderReference(sources).files.find((file) => file.path.endsWith('lamp.md'))?.text).toContain(
    "import { lamp, socket } from 'asterism';\n\nconst wall = socket();\nconst light = lamp({ cord: wall.cord });\n",
  );
});

test('a short example gets its semicolons', () => {
  const { files } = renderReference(
    fixture(lamp('').replace('const light = lamp({});', 'lamp({})\n * lamp()')),
  );
  expect(files.find((file) => file.path.endsWith('lamp.md'))?.text).toContain('\nlamp({});\nlamp();\n');
});

test('schemas are followed through imports, re-exports and spreads', () => {
  const component = lamp('')
    .replace('{}', '{ ...entries.entries, /** Watts. */ watts, }')
    .replace(
      'import',
      "import { watts } from '../values';\nimport { bulb as entries } from './bulb';\nimport",
    );
  const reference = renderReference(
    fixture(component, {
      'lib/values/index.ts': "export * from './watts';",
      'lib/values/watts.ts': 'export const watts = v.number();',
      'lib/components/bulb.ts':
        '/** Bulb. */\nexport const bulb = v.strictObject({ /** Hue. */ hue: v.string() });',
    }),
  );
  expect(reference.problems).toEqual([]);
  expect(propsOf(reference)).toContain(
    '### `hue`\n\n_Text; required._\n\nHue.\n\n### `watts`\n\n_Number; required._',
  );
});

test('the versions page lists constants with their notes', () => {
  const { files } = renderReference(fixture(lamp('')));
  expect(files.find((file) => file.path.endsWith('versions.md'))?.text).toContain(`## Images

Images that ship.

|        | Value                          | Note       |
| ------ | ------------------------------ | ---------- |
| \`lamp\` | \`docker.io/library/lamp:1.2.3\` | Held back. |
`);
});

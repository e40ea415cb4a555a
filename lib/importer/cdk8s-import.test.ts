import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openWorkbench, type Workbench } from './fixtures/workbench';

/**
 * What a person gets who runs `npx cdk8s import definition.yaml` for kinds of their own, which puts a file beside
 * ours in `imports/`. Seen with cdk8s-cli 2.207:
 *
 * - The file compiles under our strict options as it is, needs nothing but `cdk8s` and `constructs`, and its objects
 *   go through `toJson()` as ours do. It holds `any` for fields without a type; that is the definition's doing.
 * - Its kinds are unknown to `imports/kinds.ts` until `sources.ts` lists the group as one `from: 'elsewhere'`.
 * - The version listed first in the definition gives the plain class name, each further one a name with its version.
 *   Capitals inside a kind are lowered (`HTTPRoute` becomes `HttpRoute`), unlike in the files that we write.
 * - A field of format date-time is a `Date`, and `toJson()` refuses an object that holds one. Such an object is made
 *   by `new ApiObject(scope, id, Telescope.manifest(props))`, which turns the date into text first.
 * - A `null` inside a free-form field is dropped.
 * - `--no-check-upgrade` keeps it off the network: without it the command first asks for its newest version, and when
 *   that fails it prints a stack trace and yet goes on. `--no-save` keeps it from writing to `cdk8s.yaml`.
 */
const person = `
import { ApiObject, Chart, Testing } from 'cdk8s';
import { Telescope, TelescopeSpecMount, TelescopeV1Alpha1 } from './stars.example.com';

const chart = new Chart(Testing.app(), 'observatory', { namespace: 'stars' });
const mount = TelescopeSpecMount.EQUATORIAL;
const settings = { tracking: { rate: 'sidereal' } };
const telescopes: readonly ApiObject[] = [
  new Telescope(chart, 'big', {
    metadata: { name: 'big' },
    spec: { apertureMillimetres: 2500, mount, filters: [{ name: 'red' }], site: { dome: 'north' }, settings },
  }),
  new TelescopeV1Alpha1(chart, 'old', { metadata: { name: 'old' }, spec: { aperture: '60mm' } }),
  new ApiObject(chart, 'dated', Telescope.manifest({
    metadata: { name: 'dated' },
    spec: { apertureMillimetres: 80, mount, firstLight: new Date('2026-01-02T03:04:05Z') },
  })),
];
export const manifests = telescopes.map((telescope): unknown => telescope.toJson());
`;

const wrong = `
import type { TelescopeSpec } from './stars.example.com';
export const spec: TelescopeSpec = { apertureMillimetres: 80, mount: 'dobsonian' };
`;

let bench: Workbench;

beforeAll(async () => {
  bench = openWorkbench();
  const cdk8s = join(bench.folder, 'node_modules/cdk8s-cli/bin/cdk8s');
  const definition = join(__dirname, 'fixtures/telescopes.yaml');
  const options = ['-o', bench.folder, '-l', 'typescript', '--no-save', '--no-check-upgrade'];
  await promisify(execFile)(process.execPath, [cdk8s, 'import', definition, ...options], {
    cwd: bench.folder,
  });
}, 60_000);

afterAll(() => {
  bench.remove();
});

test('what cdk8s import writes for a definition compiles under our options, and checks what uses it', () => {
  bench.write('person.ts', person);
  bench.write('wrong.ts', wrong);
  expect(bench.compile(['stars.example.com.ts', 'person.ts', 'wrong.ts'])).toEqual([
    "wrong.ts(3): Type '\"dobsonian\"' is not assignable to type 'TelescopeSpecMount'.",
  ]);
}, 60_000);

test('its classes give the right objects in a chart', () => {
  const loaded = jest.requireActual<object>(bench.write('person.ts', person));
  const head = (version: string, name: string): object => ({
    apiVersion: `stars.example.com/${version}`,
    kind: 'Telescope',
    metadata: { name, namespace: 'stars' },
  });
  expect(loaded).toMatchObject({
    manifests: [
      {
        ...head('v1', 'big'),
        spec: {
          apertureMillimetres: 2500,
          mount: 'equatorial',
          filters: [{ name: 'red' }],
          site: { dome: 'north' },
          settings: { tracking: { rate: 'sidereal' } },
        },
      },
      { ...head('v1alpha1', 'old'), spec: { aperture: '60mm' } },
      {
        ...head('v1', 'dated'),
        spec: { apertureMillimetres: 80, mount: 'equatorial', firstLight: '2026-01-02T03:04:05.000Z' },
      },
    ],
  });
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openWorkbench, type Workbench } from '../importer/fixtures/workbench';
import type { ClusterPlan } from '../plan';
import { smallCluster } from '../testing/clusters';
import { field } from '../testing/field';
import { bundleOf, filesOf } from '.';
import { findingsIn } from '../check';

/** A component as a person writes it beside a cluster, with constructs that `cdk8s import` wrote for their own kind. */
const person = (library: string) => `
import * as v from 'valibot';
import { type Component, declareComponent, defineCluster, planOf } from '${library}';
import { Telescope, TelescopeSpecMount } from './stars.example.com';

const props = v.strictObject({ aperture: v.number() });

function observatory(written: { readonly aperture: number }): Component {
  const identity = { kind: 'observatory', name: 'observatory', namespace: 'stars' };
  return declareComponent(identity, props, written, ({ aperture }, { facts }) =>
    planOf({
      defines: [{ group: 'stars.example.com', kind: 'Telescope', namespaced: true }],
      build: (chart) => {
        new Telescope(chart, 'big', {
          metadata: { name: 'big', namespace: 'stars' },
          spec: { apertureMillimetres: aperture, mount: TelescopeSpecMount.EQUATORIAL, site: { dome: facts.name } },
        });
      },
    }),
  );
}

export const cluster = (input: object) => defineCluster({ ...input, components: [observatory({ aperture: 2500 })] } as never);
export const wrong = (input: object) =>
  defineCluster({ ...input, components: [observatory({ apertura: 2500 } as never)] } as never);
`;

let bench: Workbench;
let loaded: unknown;

beforeAll(async () => {
  bench = openWorkbench();
  const cdk8s = join(bench.folder, 'node_modules/cdk8s-cli/bin/cdk8s');
  const definition = join(__dirname, '../importer/fixtures/telescopes.yaml');
  const options = ['-o', bench.folder, '-l', 'typescript', '--no-save', '--no-check-upgrade'];
  await promisify(execFile)(process.execPath, [cdk8s, 'import', definition, ...options], {
    cwd: bench.folder,
  });
  loaded = jest.requireActual<object>(bench.write('person.ts', person(join(__dirname, '../index'))));
}, 60_000);

afterAll(() => {
  bench.remove();
});

function call(name: string): unknown {
  const made = field(loaded, name);
  if (typeof made !== 'function') throw new Error(`${name} is not a function`);
  const result: unknown = Reflect.apply(made, undefined, [smallCluster([])]);
  return result;
}

test("a component and a kind of a person's own go the way that ours go", () => {
  const plan = field(call('cluster'), 'plan');
  if (!isPlan(plan)) throw new Error(JSON.stringify(call('cluster')));
  const bundle = bundleOf(plan, new Map());
  expect(findingsIn(bundle)).toEqual([]);
  const files = new Map(filesOf(bundle).map(({ path, text }) => [path, text]));
  expect(files.get('dist/small/observatory/telescope-big.yaml')).toBe(
    [
      'apiVersion: stars.example.com/v1',
      'kind: Telescope',
      'metadata:',
      '  annotations:',
      '    argocd.argoproj.io/sync-options: SkipDryRunOnMissingResource=true',
      '  labels:',
      '    app.kubernetes.io/instance: observatory',
      '    app.kubernetes.io/managed-by: asterism',
      '    app.kubernetes.io/name: observatory',
      '  name: big',
      '  namespace: stars',
      'spec:',
      '  apertureMillimetres: 2500',
      '  mount: equatorial',
      '  site:',
      '    dome: small',
      '',
    ].join('\n'),
  );
  expect(files.get('apps/small/appproject-observatory.yaml')).toContain(
    '  - group: stars.example.com\n      kind: Telescope',
  );
  expect(files.has('apps/small/application-observatory.yaml')).toBe(true);
  expect(files.has('dist/small/namespaces/namespace-stars.yaml')).toBe(true);
});

test('its props are held against their shape, with the place and the next step', () => {
  expect(field(call('wrong'), 'problems')).toContainEqual(
    expect.objectContaining({
      at: 'small.components.observatory.apertura',
      next: 'did you mean "aperture"?',
    }),
  );
});

function isPlan(value: unknown): value is ClusterPlan {
  return typeof value === 'object' && value !== null && 'facts' in value && 'components' in value;
}

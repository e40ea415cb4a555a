import * as catalogue from '../../lib/components';
import { charts, cilium } from '../../lib/components/versions';
import type { HelmChart } from '../../lib/component';
import { componentFixtures } from '../../lib/testing/component-fixtures';
import { planned } from '../../lib/testing/clusters';
import { formOf, isRecord } from '../../lib/values/schema';
import type * as v from 'valibot';
import { chartCases } from './cases';

const cases = chartCases().map((entry) => {
  const plan = planned(entry.cluster);
  const component = plan.components.find(({ name }) => name === entry.name);
  const upstream = component?.upstream;
  if (component === undefined || upstream?.kind !== 'helm') throw new Error(`${entry.what}: makes no chart`);
  const written = entry.cluster.components.find(({ name }) => name === entry.name);
  return { ...entry, kind: component.kind, upstream, props: written?.props };
});
const id = ({ chart, version }: Pick<HelmChart, 'chart' | 'version'>) => `${chart} ${version}`;

/** Shapes of the components that a chart makes, by kind. */
const shapes: Readonly<Record<string, v.GenericSchema>> = Object.fromEntries(
  componentFixtures().flatMap(({ charts, forms, shape }) => {
    const [form] = Object.values(forms);
    return charts === undefined || form === undefined ? [] : [[form.component().kind, shape]];
  }),
);

test('every chart at every version that the catalogue can ship has a case with everything on', () => {
  const known = [...Object.values(charts), ...cilium.versions.map((version) => ({ ...cilium, version }))];
  const full = cases.filter(({ everything }) => everything).map(({ upstream }) => id(upstream));
  expect(full.sort()).toEqual(known.map(id).sort());
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(shapes)));
  expect(Object.keys(catalogue).length).toBeGreaterThan(Object.keys(shapes).length);
});

test.each(Object.entries(shapes))('every option of %s is set in a case', (kind, shape) => {
  const set = cases.filter((entry) => entry.kind === kind).flatMap(({ props }) => pathsIn(props));
  const wanted = pathsOf(shape).filter((path) => !['name', 'namespace'].includes(path));
  expect(wanted.length).toBeGreaterThan(0);
  expect(wanted.filter((path) => !set.includes(path))).toEqual(without(kind));
});

/** Options that decide nothing about the chart's values. */
function without(kind: string): readonly string[] {
  return kind === 'metallb' ? ['pools.autoAssign'] : [];
}

/** Paths that a schema names, items of lists and of variants without a number. */
function pathsOf(schema: v.GenericSchema, path = ''): string[] {
  const form = formOf(schema);
  switch (form.kind) {
    case 'object':
      return Object.entries(form.entries).flatMap(([key, entry]) => {
        const at = path === '' ? key : `${path}.${key}`;
        const inner = pathsOf(entry, at);
        return inner.length > 0 ? inner : [at];
      });
    case 'list':
      return pathsOf(form.item, path);
    case 'variant':
      return [...new Set(form.options.flatMap((option) => pathsOf(option, path)))];
    case 'choice':
    case 'leaf':
      return [];
  }
}

/** Every path in what was written, those of whole objects included. */
function pathsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => pathsIn(item, path));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [at, ...pathsIn(item, at)];
  });
}

import { chartFields } from './chart-fields';

const deployment = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { selector: {}, template: { spec: { containers: [{ name: 'web' }] } }, ...spec },
});

test('a field that Kubernetes does not know is a warning, and one of a wrong form an error', () => {
  const { errors, warnings } = chartFields([deployment({ replcas: 3, minReadySeconds: '5' })]);
  expect(warnings).toEqual([
    {
      at: 'Deployment web: spec.replcas',
      reason: 'unknown field "replcas", which Kubernetes drops',
      next: 'did you mean "replicas"?',
    },
  ]);
  expect(errors).toEqual([
    {
      at: 'Deployment web: spec.minReadySeconds',
      reason: 'found "5"',
      next: 'expected a whole number; write it without quotes: 5; set it by a value of the chart, or choose another version of the chart',
    },
  ]);
});

test('objects of the kinds that a chart defines are judged by its own definitions', () => {
  const spec = { type: 'object', properties: { mirror: { type: 'integer' } } };
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'telescopes.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'Telescope', plural: 'telescopes' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
  const telescope = (fields: Readonly<Record<string, string | number>>) => ({
    apiVersion: 'example.com/v1',
    kind: 'Telescope',
    metadata: { name: 'a' },
    spec: fields,
  });
  expect(chartFields([definition, telescope({ mirror: 5 })])).toEqual({ errors: [], warnings: [] });
  expect(chartFields([telescope({ mirror: 'wide' })])).toEqual({ errors: [], warnings: [] });
  expect(chartFields([definition, telescope({ mirror: 'wide' })]).errors).toHaveLength(1);
});

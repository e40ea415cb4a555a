import { type ChartObject, listedObjects } from '../charts/objects';
import { catalogueCharts } from '../charts/rendering';
import { standInObject } from './stand-in-objects';

/** Objects that Kubernetes makes by itself of a Service with a selector: a chart that brings them would come second. */
const endpointsOf = (objects: readonly ChartObject[]) => objects.filter(({ kind }) => kind === 'Endpoints');

const withEndpoints = catalogueCharts()
  .map(({ chart, version }) => ({ chart, version, objects: listedObjects(chart, version) }))
  .filter(({ objects }) => endpointsOf(objects).length > 0);

test('a chart of the catalogue brings Endpoints of its own', () => {
  expect(withEndpoints.length).toBeGreaterThan(0);
});

test.each(withEndpoints)(
  'a Service whose Endpoints $chart $version brings has no selector, and every other one has',
  ({ objects }) => {
    const own = endpointsOf(objects).map(({ name }) => name);
    for (const object of objects.filter(({ kind }) => kind === 'Service')) {
      const made = JSON.stringify(standInObject(object, {}, objects));
      expect(made.includes('"selector"')).toBe(!own.includes(object.name));
    }
  },
);

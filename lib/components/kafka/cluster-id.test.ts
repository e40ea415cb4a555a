import fc from 'fast-check';
import { outcome } from '../../testing/outcome';
import { clusterIdFor, parseClusterId } from './cluster-id';

test('the same cluster and component always get the same id', () => {
  expect(clusterIdFor('small', 'kafka')).toBe('0CfenVIw1eRIuCymUfZO4w');
  expect(clusterIdFor('small', 'other')).not.toBe(clusterIdFor('small', 'kafka'));
});

test('every derived id is one that Kafka takes, and no option to its tools', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (cluster, component) => {
      const id = clusterIdFor(cluster, component);
      return outcome(parseClusterId(id)) === id;
    }),
  );
});

test.each([
  '',
  'kafka',
  'AAECAwQFBgcICQoLDA0ODw==',
  'AAECAwQFBgcICQoLDA0ODx',
  '-AECAwQFBgcICQoLDA0ODw',
  'AAECAwQFBgcICQoLDA0OD+',
])('"%s" is not a cluster id', (written) => {
  expect(outcome(parseClusterId(written))).toContain('is not a valid cluster id');
});

import fc from 'fast-check';
import { clusterIdFor, parseClusterId } from './cluster-id';

test('the same cluster and component always get the same id', () => {
  expect(clusterIdFor('small', 'kafka')).toBe('0CfenVIw1eRIuCymUfZO4w');
  expect(clusterIdFor('small', 'other')).not.toBe(clusterIdFor('small', 'kafka'));
});

test('every derived id is one that Kafka takes, and no option to its tools', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (cluster, component) => {
      const problems: unknown[] = [];
      parseClusterId(clusterIdFor(cluster, component), 'here', (problem) => problems.push(problem));
      return problems.length === 0;
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
])('"%s" is no cluster id', (written) => {
  const problems: unknown[] = [];
  parseClusterId(written, 'here', (problem) => problems.push(problem));
  expect(problems).toHaveLength(1);
});

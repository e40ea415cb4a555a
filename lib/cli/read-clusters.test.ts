import { defineCluster } from '../plan';
import { smallCluster } from '../testing/clusters';
import { broker } from '../testing/components';
import { problemText } from '../values';
import { wrongClusters } from './read-clusters';

const home = defineCluster(smallCluster([broker()]));
const messagesOf = (written: unknown) => wrongClusters(written).map(problemText);

test('clusters that were defined are handed over, also those with problems, and none at all', () => {
  const wrong = defineCluster({ ...smallCluster([]), name: 'Not A Label' });
  expect(messagesOf([home, wrong])).toEqual([]);
  expect(messagesOf([])).toEqual([]);
});

test.each<[unknown, string]>([
  [undefined, 'is undefined; look whether the cluster file exports that name'],
  [() => home, 'is a function; hand over the cluster that it returns'],
  [
    function home2() {
      return home;
    },
    'is the function home2; hand over',
  ],
  [Promise.resolve(home), 'is a promise; export the cluster itself'],
  [{ home }, 'is a module and not a cluster; import the cluster by its name'],
  [{ default: home, __esModule: true }, 'is a module and not a cluster'],
  [smallCluster([]), 'is a description that was not read; wrap it: defineCluster({ … })'],
  [null, 'null is not a cluster; hand over what defineCluster returns'],
  ['home', '"home" is not a cluster'],
  [7, '7 is not a cluster'],
  [{}, '{} is not a cluster'],
  [[home], 'is not a cluster'],
  [Symbol('home'), 'Symbol(home) is not a cluster'],
])('%p in the list is reported with its place', (item, words) => {
  const messages = messagesOf([home, item]);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^main\.ts: clusters\[1\]: [^\n]+; [^\n]+$/);
  expect(messages[0]).toContain(words);
});

test('a value that is not a list is reported, and so is a hole in a list', () => {
  for (const written of [undefined, null, home, () => [home], 'home', Promise.resolve([home])])
    expect(messagesOf(written)).toEqual([
      expect.stringMatching(/^main\.ts: clusters: found .*; hand over a list/),
    ]);
  expect(messagesOf(Object.assign(Array(3), { 0: home, 2: home }))).toEqual([
    expect.stringMatching(/^main\.ts: clusters\[1\]: is undefined/),
  ]);
});

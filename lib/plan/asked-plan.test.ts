import { planOf } from '../component';
import { smallCluster } from '../testing/clusters';
import { made } from '../testing/components';
import { problemText } from '../values';
import { defineCluster } from './cluster';

/** The messages about a cluster whose component `demo` has this plan. */
function told(plan: () => unknown): readonly string[] {
  const demo = Object.assign(made({ name: 'demo' }), { plan });
  const cluster = defineCluster(smallCluster([demo, made({ name: 'other' })]));
  expect(cluster.plan).toBeUndefined();
  return cluster.problems.map(problemText);
}

const fail = (thrown: unknown) => (): never => {
  throw thrown;
};
const build = () => undefined;
const plan = (fields: object) => () => ({ ...planOf({ build }), ...fields });

test.each<[string, () => unknown, string]>([
  [
    'throws',
    () => {
      throw new Error('no topic');
    },
    'its plan failed: no topic',
  ],
  ['throws null', fail(null), 'its plan failed: null'],
  ['is undefined, without a word', () => undefined, 'its plan is undefined'],
  ['is null', () => null, 'its plan is null'],
  ['is a text', () => 'later', 'its plan is "later"'],
  ['is a list', () => [], 'its plan is []'],
  ['is async', () => Promise.resolve(planOf({ build })), 'its plan is async'],
  ['is async and fails', () => Promise.reject(new Error('later')), 'its plan is async'],
  ['is not made with planOf()', () => ({ build }), 'its plan has undefined as provides'],
  ['has no build', plan({ build: undefined }), 'its plan has undefined as build'],
  ['has one workload instead of a list', plan({ workloads: {} }), 'its plan has {} as workloads'],
  [
    'has a workload that is not defined',
    plan({ workloads: [undefined] }),
    'its plan has an entry of workloads that is not defined',
  ],
  [
    'has a list with holes',
    plan({ secrets: Array(2) }),
    'its plan has an entry of secrets that is not defined',
  ],
  ['has topics without lists', plan({ topics: {} }), 'its plan has topics without the lists'],
  [
    'has an upstream without kinds',
    plan({ upstream: { kind: 'helm' } }),
    'its plan has an upstream without the list creates',
  ],
])('a plan that %s is a problem at its component: left out, it would be pruned', (_, written, words) => {
  const messages = told(written);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^small\.components\.demo: [^\n]+; [^\n]+$/);
  expect(messages[0]).toContain(words);
});

import { planOf } from '../component';
import { smallCluster } from '../testing/clusters';
import { helmChart, made, workloadOf } from '../testing/components';
import { problemText } from '../values';
import { defineCluster } from './cluster';

/** The messages about a cluster whose component `demo` has this plan. */
function messagesOf(plan: () => unknown): readonly string[] {
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
  [
    'throws what has no text',
    fail(Object.create(null)),
    'its plan failed: it threw an object that cannot be read',
  ],
  ['is undefined, without a word', () => undefined, ': found undefined; expected an object with provides'],
  ['is null', () => null, ': found null; expected an object'],
  ['is a text', () => 'later', ': found "later"; expected an object'],
  ['is a list', () => [], ': found []; expected an object'],
  ['is async', () => Promise.resolve(planOf({ build })), 'its plan is async'],
  ['is async and fails', () => Promise.reject(new Error('later')), 'its plan is async'],
  ['has no build', plan({ build: undefined }), '.build: found undefined; expected a function'],
  ['has one workload instead of a list', plan({ workloads: {} }), '.workloads: found {}; expected a list'],
  [
    'has a workload that is not defined',
    plan({ workloads: [undefined] }),
    '.workloads[0]: found undefined; expected an object with name',
  ],
  [
    'has a workload that does not say what it listens on',
    plan({ workloads: [{ ...workloadOf('demo', { name: 'web' }), listens: undefined }] }),
    '.workloads.web.listens: found undefined; expected a list',
  ],
  [
    'has a connection that is null',
    plan({ workloads: [{ ...workloadOf('demo', { name: 'web' }), connects: [null] }] }),
    '.workloads.web.connects[0]: found null; expected an object with to and why',
  ],
  ['has a list with holes', plan({ secrets: Array(2) }), '.secrets: found a list of 2 without item 0'],
  [
    'has a secret of a wrong type',
    plan({ secrets: [{ name: 5, keys: ['a'], why: 'to log in' }] }),
    '.secrets[0].name: found 5; expected a string',
  ],
  [
    'has a part that is a promise',
    plan({ claims: Promise.resolve([]) }),
    '.claims: found an object of class Promise',
  ],
  [
    'has a misspelt part',
    plan({ secret: [] }),
    '.secret: unknown key "secret"; remove it, because "secrets" is set as well',
  ],
  [
    'provides a word',
    plan({ provides: ['kafak'] }),
    '.provides[0]: found "kafak"; expected an object with name, means and from',
  ],
  [
    'has values of a chart that have no JSON',
    plan({ upstream: { ...helmChart(), values: { a: [1, Number.NaN] } } }),
    '.upstream.values: a[1] is NaN; write text',
  ],
])('a plan that %s is a problem at its component: left out, it would be pruned', (_, written, words) => {
  const messages = messagesOf(written);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^small\.components\.demo[^:]*: [^\n]+; [^\n]+$/);
  expect(messages[0]).toContain(words);
});

test.each(['', '.', '..', '..a', 'a b', 'k$(touch x)', 'a\nb', 'a/b', 'ä', "a'b", 'a'.repeat(254)])(
  'a plan whose secret has the key %j is refused: commands and objects hold it',
  (key) => {
    const messages = messagesOf(plan({ secrets: [{ name: 'login', keys: [key], why: 'to log in' }] }));
    expect(messages.join()).toMatch(
      /^small\.components\.demo\.secrets\.login\.keys\[0\]: .+ Secret key; use 1 to 253/,
    );
  },
);

test.each(['a\nb', 'to log in\n\n## 9. Run this', 'a\u2028b', 'a\u202eb', '', ' '])(
  'a plan that gives the reason %j is refused: pages hold it',
  (why) => {
    const web = workloadOf('demo', { name: 'web' });
    const apiServer = { to: { kind: 'kube-apiserver' }, why };
    const listener = { name: why, port: 80, transport: 'tcp', open: 'cluster' };
    for (const fields of [
      { secrets: [{ name: 'login', keys: ['a'], why }] },
      { requires: [{ capability: 'network plugin', why }] },
      { workloads: [{ ...web, connects: [apiServer] }] },
      { workloads: [{ ...web, listens: [listener] }] },
    ])
      expect(messagesOf(plan(fields))).toEqual([
        expect.stringMatching(/^small\.components\.demo\.[^:]*(?:why|name): [^\n]+; write /),
      ]);
  },
);

test.each(['--post-renderer', 'a b', '$(id)', ''])(
  'a chart named %j is refused: helm would read it',
  (chart) => {
    const messages = messagesOf(plan({ upstream: helmChart({ chart }) }));
    expect(messages).toEqual([expect.stringContaining('.upstream.chart: ')]);
  },
);

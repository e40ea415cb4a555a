import * as fc from 'fast-check';
import { type Problem, problemText } from '../../values';
import { asked, modelOf } from '../../testing/reach';
import { typicalClusters, vms } from '../../testing/typical-clusters';
import { findNamed } from './find-named';
import { matrix } from './matrix';
import { namesIn } from './named';

const models = typicalClusters.map((cluster) => modelOf(cluster));

test('what --all prints is accepted as a question, and means the same', () => {
  for (const model of models) {
    const { open } = matrix(model);
    for (const name of new Set(open.flatMap(({ from, to }) => [from, to]))) {
      const { offer } = open.find(({ from, to }) => from === name || to === name) ?? {};
      const [answer] = [asked(model, name, name, offer?.port ?? 1, offer?.transport)];
      expect([answer.from, answer.from.startsWith('administrators (') || answer.from === name]).toEqual([
        answer.from,
        true,
      ]);
    }
  }
});

test('a name that is not found is never suggested, and what is suggested is found', () => {
  const letters = fc.constantFrom(...'corednskafkube/-'.split(''));
  const typed = fc.array(letters, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.constantFrom(...models), typed, (model, text) => {
      const { plan } = model.hosts;
      const problems: Problem[] = [];
      if (findNamed(plan, text, 'to', (problem) => problems.push(problem)) !== undefined) return;
      const [, near] = /did you mean "(.*)"\?/.exec(problems.map(problemText).join('\n')) ?? [];
      if (near === undefined) return;
      expect(near).not.toBe(text);
      expect(namesIn(plan).has(near)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['coredns', 'kube-system/coredns'],
  ['kube-system/coredns', 'kube-system/coredns'],
  ['kube-system/kube-dns', 'kube-system/coredns'],
  ['kube-system/k8s-app=kube-dns', 'kube-system/coredns'],
  ['kafka', 'kafka/broker'],
  ['kafka/app.kubernetes.io/component=broker', 'kafka/broker'],
  ['192.0.2.20', '192.0.2.20 (db)'],
  ['administrators', 'administrators (198.51.100.0/24)'],
  ['administrator@198.51.100.0/24', 'administrators (198.51.100.0/24)'],
  ['stranger@nodes', 'stranger@nodes'],
])('in vms %s means %s', (text, name) => {
  expect(asked(modelOf(vms), text, 'ada', 6443).from).toBe(name);
});

import * as fc from 'fast-check';
import { type Problem, problemText } from '../../values';
import { shippedClusters } from '../../testing/shipped-models';
import { asked } from '../../testing/reach';
import { bundleOf } from '../../synth';
import { noProblem } from '../../testing/policy-ends';
import { findNamed } from './find-named';
import { matrix } from './matrix';
import { namesIn } from './named';
import { reachModel } from './reach-model';

const models = shippedClusters.map(({ plan }) => {
  if (plan === undefined) throw new Error('no plan');
  const { hosts, objects } = bundleOf(plan, new Map());
  return reachModel(
    hosts,
    objects.map(({ object }) => object),
    noProblem,
  );
});

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
  ['172.22.0.133', '172.22.0.133 (alkaid)'],
  ['administrators', 'administrators (192.0.2.0/24)'],
  ['administrator@192.0.2.0/24', 'administrators (192.0.2.0/24)'],
  ['stranger@nodes', 'stranger@nodes'],
])('in proxmox %s means %s', (text, name) => {
  const [proxmox] = models;
  if (proxmox === undefined) throw new Error('proxmox is lost');
  expect(asked(proxmox, text, 'alphard', 6443).from).toBe(name);
});

import { judgeFor, readPolicies } from '../../../lib/network/policy';
import { noProblem } from '../../../lib/testing/policy-ends';
import { askCilium, type CiliumAnswers, type PolicyScene } from '../../drivers/policy-cilium';
import { type CyclonusCase, cyclonusCases } from '../../drivers/policy-cyclonus';
import { type Scene, suite } from '../../harness';
import { ciliumHere } from './cilium-here';
import { count, newTally, tallyText } from './compare';
import { compareWithMatcher, questionsOf } from './cyclonus';
import { smallNetwork, wholeNetwork } from './network';
import { drawnScenes } from './scenes';
import { changeCount } from './spoiled';
import { sameRefusals } from './refusals';
import { everyQuestion, shippedPolicies } from './shipped';

/** Another one draws other policies. */
const seed = 20_261_126;
const drawn = 8_000;

interface World {
  readonly lab: Scene;
  readonly cases: readonly CyclonusCase[];
  readonly scenes: readonly PolicyScene[];
  readonly answers: readonly CiliumAnswers[];
}

export const judges = suite({
  name: 'judges',
  title: "what policies say, by us and by others: Cyclonus' matcher and Cilium's policy engine",
  programs: ['policy-cilium', 'policy-cyclonus'],
  tools: [],
  memory: 1.2,
  seconds: 60,
  start: async (lab: Scene): Promise<World> => {
    const scenes = drawnScenes(drawn, seed);
    const [cases, answers] = await Promise.all([cyclonusCases(lab), askCilium(lab, scenes)]);
    return { lab, cases, scenes, answers };
  },
  claims: [
    {
      says: "NetworkPolicies are read as Cyclonus' matcher reads them",
      by: 'every case that Cyclonus 0.5.6 generates, those of the end-to-end tests of Kubernetes among them; every pair of pods, both directions, tcp, udp and sctp; read as in a k3s cluster with flannel',
      prove: ({ cases }) => tallyText(compareWithMatcher(cases), 200_000),
    },
    {
      says: "On these cases Cilium's policy engine and our reading for Cilium clusters agree",
      by: "the same cases and questions, put to the engine of Cilium 1.20.2; an ipBlock never matches a pod there, so Cyclonus' matcher is not asked",
      prove: async ({ lab, cases }) => {
        const asked = cases.map((one) => ({
          policies: one.policies ?? [],
          questions: questionsOf(one).map(({ question }) => question),
        }));
        const answers = await askCilium(lab, asked);
        const tally = newTally();
        asked.forEach(({ policies, questions }, index) => {
          const judge = judgeFor(readPolicies(policies, ciliumHere, noProblem), { pods: wholeNetwork });
          questions.forEach((question, at) => {
            count(tally, question, judge, answers[index]?.verdicts[at] ?? 'none', cases[index]?.name ?? '');
          });
        });
        return tallyText(tally, 200_000);
      },
    },
    {
      says: 'Every policy that Cilium refuses is reported, and none that it takes but for three mistakes that it passes over',
      by: `policies of a namespace and of the cluster, drawn (seed ${seed}), each with one of ${changeCount} changes, most of which make Cilium refuse it; parsed by Cilium 1.20.2; passed over are a network with bits of a host, a name that is empty, and a range of ports that ends before it begins`,
      prove: ({ lab }) => sameRefusals(lab, seed),
    },
    {
      says: "Whatever policies are drawn, Cilium's policy engine and our reading agree",
      by: `the same drawn sets: selectors, entities, CIDRs, denials, named ports, ranges, rules for HTTP and DNS; each pod has an address and a node, and no name was looked up`,
      prove: ({ scenes, answers }) => {
        const tally = newTally();
        scenes.forEach(({ policies, questions }, index) => {
          const judge = judgeFor(
            readPolicies(policies, ciliumHere, () => undefined),
            { pods: smallNetwork },
          );
          questions.forEach((question, at) => {
            count(tally, question, judge, answers[index]?.verdicts[at] ?? 'none', JSON.stringify(policies));
          });
        });
        return tallyText(tally, drawn * 4);
      },
    },
    {
      says: 'Cilium takes every policy that pi and lan ship, and reads it as we do',
      by: 'dist/ as committed; a pod for each policy, two nodes and two addresses outside, in every pair, on every port that a policy names and two others',
      prove: async ({ lab }) => {
        const clusters = ['pi', 'lan'].map((name) => shippedPolicies(lab.project, name));
        const asked = clusters.map((policies) => ({ policies, questions: everyQuestion(policies) }));
        const answers = await askCilium(lab, asked);
        const tally = newTally();
        const refused = answers.flatMap((answer) => answer.refused.filter((reason) => reason !== ''));
        if (refused.length > 0) throw new Error(`Cilium refuses what ships: ${refused.join('\n')}`);
        asked.forEach(({ policies, questions }, index) => {
          const judge = judgeFor(readPolicies(policies, ciliumHere, noProblem), { pods: wholeNetwork });
          questions.forEach((question, at) => {
            count(tally, question, judge, answers[index]?.verdicts[at] ?? 'none', ['pi', 'lan'][index] ?? '');
          });
        });
        return `${clusters.flat().length} policies; ${tallyText(tally, 1000)}`;
      },
    },
  ],
});

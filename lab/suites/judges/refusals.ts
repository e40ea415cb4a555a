import { readPolicies } from '../../../lib/network/policy';
import { problemText } from '../../../lib/values';
import { askCilium } from '../../drivers/policy-cilium';
import type { Scene } from '../../harness';
import { ciliumHere } from './cilium-here';
import { drawnScenes } from './scenes';
import { spoiled } from './spoiled';

const scenes = 1500;

/** Mistakes that Cilium passes over: it drops the bits of a host, and a name or range without a meaning matches nothing. */
const passedOver = /has host bits set|has no name|is not the end of a range/;

/** Compares what Cilium refuses with what we report. @throws with the first policies that differ */
export async function sameRefusals(lab: Scene, seed: number): Promise<string> {
  let change = 0;
  const asked = drawnScenes(scenes, seed + 1).map(({ policies }) => ({
    policies: policies
      .filter(({ kind }) => kind !== 'NetworkPolicy')
      .map((policy) => spoiled(policy, change++)),
    questions: [],
  }));
  const answers = await askCilium(lab, asked);
  const wrong = new Map<string, string>();
  const counted = { taken: 0, refused: 0, mistakes: 0 };
  asked.forEach(({ policies }, index) => {
    policies.forEach((policy, at) => {
      const reports: string[] = [];
      readPolicies([policy], ciliumHere, (problem) => reports.push(problemText(problem)));
      const theirs = answers[index]?.refused[at] ?? '';
      counted[theirs === '' ? 'taken' : 'refused'] += 1;
      if ((theirs === '') === (reports.length === 0)) return;
      if (theirs === '' && reports.every((text) => passedOver.test(text))) {
        counted.mistakes += 1;
        return;
      }
      const differs = `Cilium: ${theirs || 'takes it'}; ours: ${reports.join(' | ') || 'no report'}`;
      if (!wrong.has(differs)) wrong.set(differs, JSON.stringify(policy));
    });
  });
  if (wrong.size > 0)
    throw new Error(
      `${wrong.size} kinds of policies differ\n${[...wrong]
        .slice(0, 30)
        .map(([differs, policy]) => `${differs}\n${policy}`)
        .join('\n')}`,
    );
  if (Math.min(counted.taken, counted.refused) < 500)
    throw new Error(`only ${counted.refused} refused and ${counted.taken} taken`);
  return `${counted.taken} taken, of which we report ${counted.mistakes} for mistakes that Cilium passes over; ${counted.refused} refused by both`;
}

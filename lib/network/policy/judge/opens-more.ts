import type { Policies, Surroundings } from '../dialect';
import type { PodPeer } from '../peer';
import type { Policy, Quirk, PolicyRule } from '../policy';
import { anyOf } from '../selector';
import { judgeFor } from './judge';
import type { Judgement } from './judgement';
import { knownNames } from './parties';
import { selects, takesIn } from './matching';
import { partyMaker } from './parties';

/** A rule by which the network plugin opens more than its policy says. */
export interface OpenedMore extends Quirk {
  /** `namespace/name`. */
  readonly policy: string;
  /** Where the rule is: `egress[0]`. */
  readonly rule: string;
  /** What is open: `pods of the policy to each other on tcp 80`. */
  readonly opens: string;
}

/**
 * The rules of a cluster's policies by which the network plugin opens more than they say. What two pods of one policy open to
 * each other is asked of the pods that are known; whatever a name opens is open to pods that are not known as well.
 */
export function openedMore(policies: Policies, surroundings: Surroundings): readonly OpenedMore[] {
  const { dialect } = policies;
  const { workloads = [] } = surroundings;
  const party = partyMaker(dialect, surroundings);
  const partyOf = (pod: PodPeer) => party(pod, { near: false, sends: false });
  const names = knownNames(workloads, partyOf);
  const judge = judgeFor(policies, surroundings);
  return policies.read.flatMap((policy) => {
    const { ingress, egress } = dialect.enforced(policy, names);
    const rules = [...ingress.allows, ...egress.allows].filter(({ quirk }) => quirk !== undefined);
    return distinct([...rules.flatMap((rule) => byName(policy, rule)), ...betweenPods(policy, rules)]);
  });

  function betweenPods(policy: Policy, rules: readonly PolicyRule[]): readonly OpenedMore[] {
    const pods = workloads.filter(
      (pod) => pod.namespace === policy.namespace && selects(policy.selector, partyOf(pod), dialect) === true,
    );
    // Most rules lead elsewhere, which is quicker to see than what all policies say together.
    const mayBeSelf = ({ self = [] }: PolicyRule) =>
      pods.some(
        (pod) =>
          anyOf(self, (peer) => peer.kind !== 'name' && takesIn(peer, partyOf(pod), dialect)) !== false,
      );
    if (!rules.some(mayBeSelf)) return [];
    return pods.flatMap((from) =>
      pods.flatMap((to) =>
        (to.ports ?? []).flatMap(({ port, transport }) =>
          [judge.ingress(from, to, port, transport), judge.egress(from, to, port, transport)].flatMap(
            (judgement) =>
              byJudgement(policy, judgement, `pods of the policy to each other on ${transport} ${port}`),
          ),
        ),
      ),
    );
  }
}

function byJudgement({ name }: Policy, { verdict, by }: Judgement, opens: string): readonly OpenedMore[] {
  if (verdict !== 'allowed' || by.kind !== 'rule' || by.policy !== name || by.quirk === undefined) return [];
  return [{ policy: name, rule: by.rule, opens, ...by.quirk }];
}

/** What a rule opens because of the name of a port. */
function byName({ name }: Policy, { at, ports, self, quirk }: PolicyRule): readonly OpenedMore[] {
  if (quirk === undefined || self !== undefined || ports.every(({ doubt }) => doubt !== undefined)) return [];
  const numbers = ports.flatMap(({ first, transport }) =>
    first === undefined ? [] : [`${transport} ${first}`],
  );
  const opens = numbers.length === 0 ? 'every port' : `${numbers.join(', ')} of every destination`;
  return [{ policy: name, rule: at, opens, ...quirk }];
}

/** The first of what is opened by each rule. */
function distinct(found: readonly OpenedMore[]): readonly OpenedMore[] {
  return found.filter((one, index) => found.findIndex(({ rule }) => rule === one.rule) === index);
}

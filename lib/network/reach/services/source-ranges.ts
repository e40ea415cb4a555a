import { type Cidr, cidrBounds, cidrContains, inWords, ipv4FromNumber } from '../../../values';
import type { Judgement, Peer } from '../../policy';
import type { Walk } from '../../walk/step';
import type { DoorCall } from './door';
import type { ReachModel } from '../reach-model';

/**
 * What `loadBalancerSourceRanges` says of a connection: the address that a packet has where it is translated is held against it.
 * @param senders the sender, and those who are asked about with it
 */
export function judgedBySources(
  { hosts, translation }: ReachModel,
  { door, isBalanced }: DoorCall,
  senders: readonly Peer[],
  { steps }: Walk,
): Judgement | undefined {
  const { service, sources } = door;
  const [sender] = senders;
  if (sources === undefined || !isBalanced || sender === undefined) return undefined;
  if (translation?.gates(sender) !== true) return undefined;
  const list = `loadBalancerSourceRanges of Service ${service} (${inWords(sources)})`;
  const judgement = (verdict: Judgement['verdict'], what: string): Judgement => ({
    verdict,
    by: { kind: 'given' },
    sentence: `${list} ${what}`,
  });
  if (sources.length === 0)
    return {
      ...judgement('unknown', ''),
      sentence: `loadBalancerSourceRanges of Service ${service} has the wrong form`,
    };
  if (sender.kind === 'pod') {
    const { cidr } = hosts.plan.facts.networks.pods;
    if (sources.some((range) => holds(range, cidr))) return judgement('allowed', `holds the pods of ${cidr}`);
    return sources.some((range) => holds(cidr, range))
      ? judgement('unknown', 'holds some pods, and the address of this one is not known')
      : judgement('blocked', `holds no pod of ${cidr}`);
  }
  const translated = steps.find(
    (step) => step.kind === 'rule' && !step.answer && step.rule?.flow === service,
  );
  const seen = translated?.kind === 'rule' ? ipv4FromNumber(translated.packet.source) : undefined;
  const own = senders.flatMap((one) => (one.kind === 'node' || one.kind === 'address' ? [one.address] : []));
  if (seen !== undefined && !own.includes(seen))
    return judgement('unknown', `sees ${seen}, since the sender's own address is hidden on the way`);
  const inside = own.filter((address) => sources.some((range) => cidrContains(range, address)));
  if (inside.length === own.length) return judgement('allowed', `holds ${own[0] ?? ''}`);
  if (inside.length === 0) return judgement('blocked', `does not hold ${own[0] ?? ''}`);
  return judgement('unknown', `holds ${inside[0] ?? ''}, and not every address that is asked about`);
}

/** Whether one network lies within another. */
function holds(outer: Cidr, inner: Cidr): boolean {
  const [around, within] = [cidrBounds(outer), cidrBounds(inner)];
  return around.first <= within.first && around.last >= within.last;
}

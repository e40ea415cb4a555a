import { byClosing, byDoubtfulRule, byNobody, byRule, type DirectionName, type Judgement } from './judgement';
import type { Party } from '../dialect';
import type { PodPeer, Transport } from '../peer';
import type { Policy, PolicyRule, RulePeer } from '../policy';
import { allOf, anyOf, type Match } from '../selector';
import { mayBeOn, nameTakesIn, portMatches, selects, type Selecting, takesIn } from './matching';

/** The other end of a connection and the port where it ends. */
export interface OtherEnd {
  readonly other: Party;
  readonly port: number;
  readonly transport: Transport;
  /** Where it ends, when pods are there. */
  readonly end: PodPeer | undefined;
}

/** One direction of one end: what the policies that select it say. */
export type Side = (attempt: OtherEnd, unlessDenied?: Judgement) => Judgement;

/** A rule with its policy, ready to be asked. */
interface Case {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  /** Whether the policy selects this end. */
  readonly selected: Match;
  /** Whether its peers take a party in. */
  readonly among: AskPeer;
  readonly judgement: Judgement;
}

/** Whether a rule's peer takes a party in. */
type AskPeer = (other: Party, isLookedUp: (name: string) => Match) => Match;
export type PeerMemory = (peer: RulePeer) => AskPeer;

/** Remembers whom the peers of rules take in. Rules name the same peers again and again, and are asked about the same parties. */
export function peerMemory(dialect: Selecting): PeerMemory {
  const kept = new Map<string, AskPeer>();
  return (peer) => {
    // The addresses of a name depend on the look-ups of the end that is judged.
    if (peer.kind === 'name') return (other, isLookedUp) => nameTakesIn(peer, other, isLookedUp);
    const key = JSON.stringify(peer);
    const earlier = kept.get(key);
    if (earlier !== undefined) return earlier;
    const matches: Match[] = [];
    const ask: AskPeer = (other) => (matches[other.id] ??= takesIn(peer, other, dialect));
    kept.set(key, ask);
    return ask;
  };
}

/** Most rules name one peer; then there is nothing to go through. */
function oneOf(asks: readonly AskPeer[]): AskPeer {
  const [first] = asks;
  return asks.length === 1 && first !== undefined
    ? first
    : (other, isLookedUp) => anyOf(asks, (ask) => ask(other, isLookedUp));
}

/**
 * What the policies say of one direction of an end: a rule that denies wins; then one that allows; what none allows is
 * blocked once a policy closes the direction, and allowed otherwise.
 */
export function sideOf(
  policies: readonly Policy[],
  self: Party,
  direction: DirectionName,
  dialect: Selecting,
  remembered: PeerMemory,
): Side {
  const selecting = policies.flatMap((policy) => {
    const selected = selects(policy.selector, self, dialect);
    return selected === false ? [] : [{ policy, selected }];
  });
  const cases = (list: 'allows' | 'denies'): Case[] =>
    selecting.flatMap(({ policy, selected: byPolicy }) =>
      policy[direction][list].flatMap((rule) => {
        const selected = allOf([selfMatches(rule), byPolicy], (match) => match);
        if (selected === false) return [];
        const judgement = byRule(policy, rule, list === 'allows' ? 'allowed' : 'blocked');
        return [{ policy, rule, selected, among: oneOf(rule.peers.map(remembered)), judgement }];
      }),
    );
  const closing = selecting.filter(({ policy }) => policy[direction].closes);
  const closed = anyOf(closing, ({ selected }) => selected);
  const closers = closing.map(({ policy }) => policy);
  const otherwise =
    closed === false
      ? byNobody(direction)
      : byClosing(closers, direction, closed === true ? undefined : closed);
  // What the policies say themselves comes first, so that a quirk is named only where nothing else opens.
  const allDenies = cases('denies');
  const allAllows = cases('allows').toSorted((a, b) => quirks(a) - quirks(b));
  const lookups = allAllows.flatMap(({ rule, selected }) =>
    selected === true ? rule.ports.flatMap((port) => port.lookups ?? []) : [],
  );
  const isLookedUp = (name: string) => anyOf(lookups, (pattern) => pattern.matches(name));

  const onPorts = new Map<string, { readonly denies: readonly Case[]; readonly allows: readonly Case[] }>();

  return (attempt, unlessDenied) => {
    const { denies, allows } = casesOn(attempt);
    const denied = firstOf(denies, attempt, 'deny');
    if (denied?.verdict === 'blocked') return denied;
    const allowed = unlessDenied ?? firstOf(allows, attempt, 'allow');
    if (allowed?.verdict === 'allowed') return denied ?? allowed;
    // What is blocked with no rule to allow it stays so, whatever the rules in doubt would deny.
    if (closed === true) return allowed ?? otherwise;
    return denied ?? (closed === false ? otherwise : (allowed ?? otherwise));
  };

  function selfMatches({ self: among }: PolicyRule): Match {
    return among === undefined || anyOf(among.map(remembered), (ask) => ask(self, () => false));
  }

  /** The rules that may match on a port. */
  function casesOn({ port, transport }: OtherEnd) {
    const key = `${port}/${transport}`;
    const earlier = onPorts.get(key);
    if (earlier !== undefined) return earlier;
    const isOn = ({ rule }: Case) => rule.ports.some((one) => mayBeOn(one, port, transport));
    const found = { denies: allDenies.filter(isOn), allows: allAllows.filter(isOn) };
    onPorts.set(key, found);
    return found;
  }

  /** What the first rule that matches says; without one, what the first says that may match. */
  function firstOf(among: readonly Case[], attempt: OtherEnd, does: 'allow' | 'deny'): Judgement | undefined {
    let doubtful: Judgement | undefined;
    for (const one of among) {
      const match = caseMatches(one, attempt);
      if (match === true) return one.judgement;
      if (match !== false) doubtful ??= byDoubtfulRule(one.policy, one.rule, does, match);
    }
    return doubtful;
  }

  function caseMatches({ rule, selected, among }: Case, { other, port, transport, end }: OtherEnd): Match {
    // Peers first: what is remembered of them is quicker than a look at ports, and seldom matches.
    const match = among(other, isLookedUp);
    if (match === false) return false;
    const onPort = anyOf(rule.ports, (one) => portMatches(one, port, transport, end));
    if (onPort === false || match === true) return onPort === true ? (rule.doubt ?? selected) : onPort;
    return match;
  }
}

function quirks({ rule }: Case): number {
  return rule.quirk === undefined ? 0 : 1;
}

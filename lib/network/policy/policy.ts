import type { Cidr } from '../../values';
import type { Transport } from './peer';
import { type Match, type Selector, selectorText } from './selector';

/** A policy of a kind that is not read here. What it decides is not known. */
export interface UnreadPolicy {
  /** Kind and name: `AdminNetworkPolicy isolate-teams`. */
  readonly name: string;
  /** Namespace of the pods that it may select. @default every namespace */
  readonly namespace?: string;
  /** Whether it speaks only where no other policy closes the direction. */
  readonly isBaseline: boolean;
  /** Whether it may select nodes as well. */
  readonly ofNodes: boolean;
}

/** One policy, or one of the specs of a policy that holds several. */
export interface Policy {
  readonly kind: string;
  /** `namespace/name`; for one of the whole cluster its name alone. */
  readonly name: string;
  /** Namespace of the pods that it may select. @default every namespace */
  readonly namespace?: string;
  /** What it selects. NetworkPolicies select pods only. */
  readonly subject: 'pods' | 'nodes';
  readonly selector: Selector;
  readonly ingress: Direction;
  readonly egress: Direction;
}

/** What a policy says about one direction of what it selects. */
export interface Direction {
  /**
   * Whether what no rule of any policy allows is blocked from then on. A NetworkPolicy whose `policyTypes` leave a direction
   * out does not close it, though rules for it may be written; what becomes of those is up to the plugin.
   */
  readonly closes: boolean;
  readonly allows: readonly PolicyRule[];
  /** These win over every rule that allows. */
  readonly denies: readonly PolicyRule[];
}

/** One rule: it matches what comes from (or goes to) one of the peers on one of the ports. */
export interface PolicyRule {
  /** Where in the policy it stands: `ingress[0]`, `specs[1].egressDeny[2]`. */
  readonly at: string;
  /** What it says, in short: `from app=web in own namespace on 80/tcp`. */
  readonly text: string;
  readonly peers: readonly RulePeer[];
  readonly ports: readonly RulePort[];
  /** Whom the pod itself must be among. @default any that the policy selects */
  readonly self?: readonly RulePeer[];
  /** How the plugin opens more by it than the policy says. @default it does not */
  readonly quirk?: Quirk;
  /** Why a match does not settle the matter. @default it does */
  readonly doubt?: string;
}

/** A way of a network plugin by which a rule opens more than its policy says. */
export interface Quirk {
  /** What the plugin does, in a sentence. */
  readonly why: string;
  /** What to write in its place. */
  readonly next: string;
}

/** Whom a rule names. */
export type RulePeer =
  | { readonly kind: 'everyone' }
  /** None that a peer can be: an IPv6 network. */
  | { readonly kind: 'none'; readonly text: string }
  /** Pods by label; with some plugins everything that has labels. */
  | { readonly kind: 'selected'; readonly selector: Selector }
  | Block
  /** A group that the plugin makes by itself, such as everything outside the cluster. */
  | { readonly kind: 'entity'; readonly entity: string }
  /** What was looked up under a name. */
  | { readonly kind: 'name'; readonly pattern: NamePattern }
  | { readonly kind: 'unclear'; readonly reason: string };

/** A name, or a pattern of names, for addresses outside the cluster. */
export interface NamePattern {
  readonly text: string;
  /** Whether a name fits. It is in doubt where versions of the plugin differ and the version is not known. */
  readonly matches: (name: string) => Match;
  /** Why the addresses of a name that fits are not known to the plugin where no rule has its look-ups seen. */
  readonly unlearnt: (name: string) => string;
}

/** A set of networks. Of those that hold an address, the smallest decides; of two that are the same, the later one. */
export interface Block {
  readonly kind: 'block';
  /** What is written, in short. */
  readonly text: string;
  readonly nets: readonly { readonly cidr: Cidr; readonly opens: boolean }[];
}

/** On which ports a rule matches; without numbers and name on all of the transport. */
export interface RulePort {
  /** `other` is ICMP and its like, which have no ports. */
  readonly transport: Transport | 'any' | 'other';
  readonly first?: number;
  readonly last?: number;
  /** Name of a port of the pods where the connection ends. */
  readonly name?: string;
  /** It matches only where the connection ends at pods without a port of one of these names. @default wherever it ends */
  readonly unlessNamed?: readonly RulePort[];
  /** Why a match does not settle the matter. @default it does */
  readonly doubt?: string;
  /** Names of which the plugin sees the look-ups here. @default none */
  readonly lookups?: readonly NamePattern[];
}

/** Every port of every transport. */
export const everyPort: RulePort = { transport: 'any' };

/** A rule in short: `from app=web, namespace=demo on 80/tcp`. */
export function ruleText(
  direction: 'ingress' | 'egress',
  peers: readonly RulePeer[],
  ports: readonly RulePort[],
): string {
  const names = peers.map(peerText).join(' or ');
  const where = ports.every(isEveryPort) ? '' : ` on ${ports.map(portText).join(', ')}`;
  return `${direction === 'ingress' ? 'from' : 'to'} ${names === '' ? 'no peer' : names}${ports.length === 0 ? ' on no port' : where}`;
}

function peerText(peer: RulePeer): string {
  switch (peer.kind) {
    case 'everyone':
      return 'everybody';
    case 'none':
      return peer.text;
    case 'selected':
      return selectorText(peer.selector);
    case 'block':
      return peer.text;
    case 'entity':
      return peer.entity;
    case 'name':
      return peer.pattern.text;
    case 'unclear':
      return `(${peer.reason})`;
  }
}

function isEveryPort({ transport, first, name }: RulePort): boolean {
  return transport === 'any' && first === undefined && name === undefined;
}

function portText({ transport, first, last, name }: RulePort): string {
  const numbers = first === last ? `${first ?? 'every port'}` : `${first ?? ''}-${last ?? ''}`;
  return transport === 'any' ? (name ?? numbers) : `${name ?? numbers}/${transport}`;
}

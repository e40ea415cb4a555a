import type { Cidr } from '../../values';
import type { NamePattern } from './names';
import type { Transport } from './peer';
import type { Selector } from './selector';
import type { UnreadPolicy } from './unread';

/** What the policies of a cluster say, in one form. */
export interface Policies {
  readonly read: readonly Policy[];
  /** Policies of kinds that are not read here. */
  readonly unread: readonly UnreadPolicy[];
}

/** One policy, or one of the specs of a Cilium policy that holds several. */
export interface Policy {
  readonly kind: PolicyKind;
  /** `namespace/name`; for one of the whole cluster its name alone. */
  readonly name: string;
  /** Namespace of the pods that it may select. @default every namespace */
  readonly namespace?: string;
  /** What it selects; `nodes` in a host policy of Cilium. */
  readonly subject: 'pods' | 'nodes';
  readonly selector: Selector;
  readonly ingress: Direction;
  readonly egress: Direction;
}

export type PolicyKind = 'NetworkPolicy' | 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';

/** What a policy says about one direction of what it selects. */
export interface Direction {
  /**
   * Whether what no rule of any policy allows is blocked from then on. A NetworkPolicy whose `policyTypes` leave a direction
   * out does not close it, though rules for it may be written; what becomes of those is up to the plugin.
   */
  readonly closes: boolean;
  readonly allows: readonly Rule[];
  /** These win over every rule that allows. */
  readonly denies: readonly Rule[];
}

/** One rule: it matches what comes from (or goes to) one of the peers on one of the ports. */
export interface Rule {
  /** Where in the policy it stands: `ingress[0]`, `specs[1].egressDeny[2]`. */
  readonly at: string;
  /** What it says, in short: `from app=web in own namespace on 80/tcp`. */
  readonly text: string;
  readonly peers: readonly RulePeer[];
  readonly ports: readonly RulePort[];
  /** Whom the pod itself must be among. @default any that the policy selects */
  readonly self?: readonly RulePeer[];
  /** Why the plugin opens more by it than the policy says. @default it does not */
  readonly quirk?: string;
  /** Why a match does not settle the matter. @default it does */
  readonly doubt?: string;
}

/** Whom a rule names. */
export type RulePeer =
  | { readonly kind: 'everyone' }
  /** None that a peer can be: an IPv6 network. */
  | { readonly kind: 'nobody'; readonly text: string }
  /** Pods by label; in Cilium everything that bears labels. */
  | { readonly kind: 'selected'; readonly selector: Selector }
  | Block
  | { readonly kind: 'entity'; readonly entity: string }
  /** What was looked up under a name. */
  | { readonly kind: 'name'; readonly pattern: NamePattern }
  | { readonly kind: 'unclear'; readonly reason: string };

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
  /** Names whose look-ups pass Cilium's DNS proxy here. @default none */
  readonly lookups?: readonly NamePattern[];
}

/** Every port of every transport. */
export const everyPort: RulePort = { transport: 'any' };

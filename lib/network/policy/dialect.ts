import type { Cidr, Report } from '../../values';
import type { Peer, PodPeer, Transport } from './peer';
import type { Policy, RulePort, UnreadPolicy } from './policy';
import type { Head } from './read/part';
import type { Match } from './selector';

/**
 * How a network plugin reads network policies and holds connections against them. NetworkPolicies are read for every plugin as
 * the API has them; what the plugin makes of them, and which other kinds it knows, is up to its dialect.
 */
export interface PolicyDialect {
  /** Gets ready to read kinds beside NetworkPolicy; rules may name others of the objects. */
  readonly reader: (objects: readonly unknown[]) => PolicyReader;
  /** Whether nothing in the cluster acts on an object, though its kind is that of a policy that is not read. */
  readonly passesOver: (head: Head) => boolean;
  /** What is enforced of a policy. A rule that opens more than the policy says has a `quirk`. */
  readonly enforced: (policy: Policy, names: KnownNames) => Policy;
  /** What a peer is at the other end of a connection. */
  readonly seenAs: (peer: Peer, standing: Standing, pods: Cidr) => SeenPeer;
  /**
   * Whether a selector that only leaves labels out (`NotIn`, `DoesNotExist`) takes in nodes and what lies outside, which have no
   * labels of pods.
   */
  readonly exclusionTakesInOthers: Match;
  /** Whether policies for nodes are enforced. */
  readonly guardsNodes: boolean;
  /**
   * Why no policy decides about what a pod sends to a port of the node that it runs on.
   * @returns undefined where its policies decide
   */
  readonly opensOwnNode: (port: number, transport: Transport) => string | undefined;
}

/**
 * Reads an object as one policy or several. What is refused is reported.
 * @returns undefined where the kind is not known
 */
export type PolicyReader = (object: unknown, report: Report) => readonly Policy[] | undefined;

/** The policies of a cluster in one form, as the dialect that read them has them. */
export interface Policies {
  readonly dialect: PolicyDialect;
  readonly read: readonly Policy[];
  /** Policies of kinds that are not read here. */
  readonly unread: readonly UnreadPolicy[];
}

/** How a peer stands to the other end. */
export interface Standing {
  /** Whether it is the node that the other end runs on. */
  readonly near: boolean;
  /** Whether it opens the connection. */
  readonly sends: boolean;
}

/** A peer as the network plugin sees it from the other end. */
export interface SeenPeer {
  readonly kind: Peer['kind'];
  /** @default it lives in none */
  readonly namespace?: string;
  /** @default not known */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it may have labels beside these. */
  readonly moreLabels: boolean;
  /** Labels of nodes, which are not labels of pods. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** Labels that the plugin itself gives it. */
  readonly reserved: readonly string[];
  /** Entities of the plugin that it is one of. */
  readonly entities: readonly string[];
  /** Addresses that its packets may have. @default none that a block of addresses could match */
  readonly addresses?: Addresses;
  /** @default not known */
  readonly name?: string;
}

/** A range of addresses, as numbers. */
export interface Addresses {
  readonly first: number;
  readonly last: number;
}

/** A peer as it is seen, with a number. */
export interface Party extends SeenPeer {
  /** The same for all that no policy can tell apart. */
  readonly id: number;
}

/** What the pods that are known call their ports. */
export interface KnownNames {
  /** Whether one of some pods has a port with one of the names. In doubt where none of those pods is known. */
  readonly has: (names: readonly RulePort[], among: (party: Party) => Match) => Match;
  /** The numbers that pods of a namespace give to a name, as ports; one in doubt where no pod of it is known. */
  readonly numbersIn: (namespace: string, name: RulePort) => readonly RulePort[];
}

/** What of a cluster beside its policies decides what they mean. */
export interface Surroundings {
  /** The pod network. */
  readonly pods: Cidr;
  /** Every pod of the namespaces that it names. @default none is known: what rests on the ports of other pods is in doubt */
  readonly workloads?: readonly PodPeer[];
}

// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export interface LabelSelector {
  /** Labels with exactly these values. */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on labels; all of them must hold. */
  readonly matchExpressions?: readonly LabelExpression[];
}

export interface LabelExpression {
  /** The label that is looked at. */
  readonly key: string;
  /** How it is compared. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Values for `In` and `NotIn`; empty otherwise. */
  readonly values?: readonly string[];
}

export interface ServiceAllocation {
  /** Lower is asked first; 0 or none is asked last. */
  readonly priority?: number;
  /** Namespaces whose Services may use the pool. */
  readonly namespaces?: readonly string[];
  /** Namespaces whose Services may use the pool, by label. */
  readonly namespaceSelectors?: readonly LabelSelector[];
  /** Services that may use the pool, by label. */
  readonly serviceSelectors?: readonly LabelSelector[];
}

export interface CommunityAlias {
  /** Name for the community. */
  readonly name?: string;
  /** `1234:1` or `large:1234:1:2`, each part a number. */
  readonly value?: string;
}

export interface SecretReference {
  /** Name of the Secret. */
  readonly name?: string;
  /** Its namespace; MetalLB's own when left out. */
  readonly namespace?: string;
}

export interface IPAddressPoolSpec {
  /** CIDRs or `first-last` ranges to hand out; no two pools may overlap. */
  readonly addresses: readonly string[];
  /** Whether Services get an address without naming the pool. Default: true. */
  readonly autoAssign?: boolean;
  /** Whether addresses ending in .0 and .255 stay unused. Default: false. */
  readonly avoidBuggyIPs?: boolean;
  /** Which Services may use the pool. Default: all of them. */
  readonly serviceAllocation?: ServiceAllocation;
}

export interface IPAddressPoolProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: IPAddressPoolSpec;
}

/** `metallb.io/v1beta1` IPAddressPool, in a namespace. */
export class IPAddressPool extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta1', kind: 'IPAddressPool' };

  constructor(scope: Construct, id: string, props: IPAddressPoolProps) {
    super(scope, id, { ...props, ...IPAddressPool.GVK });
  }
}

export interface L2AdvertisementSpec {
  /** Pools to announce, by name. Without a selector or name: every pool. */
  readonly ipAddressPools?: readonly string[];
  /** Pools to announce, by label. Without a selector or name: every pool. */
  readonly ipAddressPoolSelectors?: readonly LabelSelector[];
  /** Nodes that may answer for the addresses. Default: all. */
  readonly nodeSelectors?: readonly LabelSelector[];
  /** Services whose addresses are announced. Default: all. */
  readonly serviceSelectors?: readonly LabelSelector[];
  /** Network interfaces of the nodes to announce on. Default: all. */
  readonly interfaces?: readonly string[];
}

export interface L2AdvertisementProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: L2AdvertisementSpec;
}

/** `metallb.io/v1beta1` L2Advertisement, in a namespace. */
export class L2Advertisement extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta1', kind: 'L2Advertisement' };

  constructor(scope: Construct, id: string, props: L2AdvertisementProps) {
    super(scope, id, { ...props, ...L2Advertisement.GVK });
  }
}

export interface BGPAdvertisementSpec {
  /** Pools to announce, by name. Without a selector or name: every pool. */
  readonly ipAddressPools?: readonly string[];
  /** Pools to announce, by label. Without a selector or name: every pool. */
  readonly ipAddressPoolSelectors?: readonly LabelSelector[];
  /** Nodes that announce. Default: all. */
  readonly nodeSelectors?: readonly LabelSelector[];
  /** Services whose addresses are announced; only with the default aggregation lengths. Default: all. */
  readonly serviceSelectors?: readonly LabelSelector[];
  /** BGPPeers to announce to, by name. Default: all. */
  readonly peers?: readonly string[];
  /** Prefix length that IPv4 routes are joined to, at least 1. Default: 32. */
  readonly aggregationLength?: number;
  /** Prefix length that IPv6 routes are joined to. Default: 128. */
  readonly aggregationLengthV6?: number;
  /** BGP communities of the routes: `1234:1`, `large:1234:1:2`, or a name from a Community. */
  readonly communities?: readonly string[];
  /** LOCAL_PREF of the routes; only for sessions inside one AS. */
  readonly localPref?: number;
}

export interface BGPAdvertisementProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: BGPAdvertisementSpec;
}

/** `metallb.io/v1beta1` BGPAdvertisement, in a namespace. */
export class BGPAdvertisement extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta1', kind: 'BGPAdvertisement' };

  constructor(scope: Construct, id: string, props: BGPAdvertisementProps) {
    super(scope, id, { ...props, ...BGPAdvertisement.GVK });
  }
}

export interface BFDProfileSpec {
  /** Lost packets after which a session counts as down, 2 to 255. */
  readonly detectMultiplier?: number;
  /** Shortest time between packets that we accept, 10 to 60000 ms. Default: 300. */
  readonly receiveInterval?: number;
  /** Shortest time between packets that we send, 10 to 60000 ms. Default: 300. */
  readonly transmitInterval?: number;
  /** Shortest time between echo packets, 10 to 60000 ms. Default: 50. */
  readonly echoInterval?: number;
  /** Whether echo packets are used. */
  readonly echoMode?: boolean;
  /** Lowest TTL of a packet that is accepted over several hops, 1 to 254. */
  readonly minimumTtl?: number;
  /** Whether the session waits for the peer to begin. */
  readonly passiveMode?: boolean;
}

export interface BFDProfileProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: BFDProfileSpec;
}

/** `metallb.io/v1beta1` BFDProfile, in a namespace. */
export class BFDProfile extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta1', kind: 'BFDProfile' };

  constructor(scope: Construct, id: string, props: BFDProfileProps) {
    super(scope, id, { ...props, ...BFDProfile.GVK });
  }
}

export interface CommunitySpec {
  /** Names that BGPAdvertisements may use. */
  readonly communities?: readonly CommunityAlias[];
}

export interface CommunityProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CommunitySpec;
}

/** `metallb.io/v1beta1` Community, in a namespace. */
export class Community extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta1', kind: 'Community' };

  constructor(scope: Construct, id: string, props: CommunityProps) {
    super(scope, id, { ...props, ...Community.GVK });
  }
}

export interface BGPPeerSpec {
  /** Our AS number, 0 to 4294967295. */
  readonly myASN: number;
  /** The peer's AS number, 0 to 4294967295; this or `dynamicASN`, never both. */
  readonly peerASN?: number;
  /** Takes the peer's AS number as it comes: only ours, or any but ours. */
  readonly dynamicASN?: 'internal' | 'external';
  /** AS number shown to this peer in place of ours, 1 to 4294967295. */
  readonly localASN?: number;
  /** The peer's address; this or `interface`. */
  readonly peerAddress?: string;
  /** Interface to find the peer on, without an address. */
  readonly interface?: string;
  /** TCP port of the peer, 1 to 16384. Default: 179. */
  readonly peerPort?: number;
  /** Our address for the session. */
  readonly sourceAddress?: string;
  /** Router id that the speakers present, as an IPv4 address. */
  readonly routerID?: string;
  /** Nodes that open a session. Default: all. */
  readonly nodeSelectors?: readonly LabelSelector[];
  /** Hold time as a duration such as `90s`; 0 or at least 3s. */
  readonly holdTime?: string;
  /** Time between keepalives as a duration such as `30s`. */
  readonly keepaliveTime?: string;
  /** Wait between connection attempts in whole seconds, `1s` to `65535s`. */
  readonly connectTime?: string;
  /** Whether the peer may be several hops away. */
  readonly ebgpMultiHop?: boolean;
  /** Whether the peer keeps our routes while a speaker restarts. Fixed once created. */
  readonly enableGracefulRestart?: boolean;
  /** BFDProfile that watches the session, by name. */
  readonly bfdProfile?: string;
  /** Secret of type `kubernetes.io/basic-auth` whose password secures the session. */
  readonly passwordSecret?: SecretReference;
  /** VRF of the node that the session runs in. */
  readonly vrf?: string;
  /** Whether one session carries one address family only. Default: false. */
  readonly disableMP?: boolean;
  /** Whether the session carries both address families. Default: false. */
  readonly dualStackAddressFamily?: boolean;
}

export interface BGPPeerProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: BGPPeerSpec;
}

/** `metallb.io/v1beta2` BGPPeer, in a namespace. */
export class BGPPeer extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'metallb.io/v1beta2', kind: 'BGPPeer' };

  constructor(scope: Construct, id: string, props: BGPPeerProps) {
    super(scope, id, { ...props, ...BGPPeer.GVK });
  }
}

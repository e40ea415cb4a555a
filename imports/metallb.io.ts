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

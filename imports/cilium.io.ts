// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ICiliumNetworkPolicy } from '@kubernetes-models/cilium/cilium.io/v2/CiliumNetworkPolicy';
import type { ICiliumClusterwideNetworkPolicy } from '@kubernetes-models/cilium/cilium.io/v2/CiliumClusterwideNetworkPolicy';
import type { ICiliumLoadBalancerIPPool } from '@kubernetes-models/cilium/cilium.io/v2/CiliumLoadBalancerIPPool';
import type { ICiliumL2AnnouncementPolicy } from '@kubernetes-models/cilium/cilium.io/v2alpha1/CiliumL2AnnouncementPolicy';
import type { ICiliumLoadBalancerIPPool as ICiliumLoadBalancerIPPoolV2Alpha1 } from '@kubernetes-models/cilium/cilium.io/v2alpha1/CiliumLoadBalancerIPPool';

export type CiliumNetworkPolicySpec = NonNullable<ICiliumNetworkPolicy['spec']>;

export interface CiliumNetworkPolicyProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CiliumNetworkPolicySpec;
}

/** `cilium.io/v2` CiliumNetworkPolicy, in a namespace. */
export class CiliumNetworkPolicy extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy' };

  constructor(scope: Construct, id: string, props: CiliumNetworkPolicyProps) {
    super(scope, id, { ...props, ...CiliumNetworkPolicy.GVK });
  }
}

export type CiliumClusterwideNetworkPolicySpec = NonNullable<ICiliumClusterwideNetworkPolicy['spec']>;

export interface CiliumClusterwideNetworkPolicyProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CiliumClusterwideNetworkPolicySpec;
}

/** `cilium.io/v2` CiliumClusterwideNetworkPolicy, one for the whole cluster. */
export class CiliumClusterwideNetworkPolicy extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cilium.io/v2', kind: 'CiliumClusterwideNetworkPolicy' };

  constructor(scope: Construct, id: string, props: CiliumClusterwideNetworkPolicyProps) {
    super(scope, id, { ...props, ...CiliumClusterwideNetworkPolicy.GVK });
  }
}

export type CiliumLoadBalancerIPPoolSpec = NonNullable<ICiliumLoadBalancerIPPool['spec']>;

export interface CiliumLoadBalancerIPPoolProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CiliumLoadBalancerIPPoolSpec;
}

/** `cilium.io/v2` CiliumLoadBalancerIPPool, one for the whole cluster. */
export class CiliumLoadBalancerIPPool extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cilium.io/v2', kind: 'CiliumLoadBalancerIPPool' };

  constructor(scope: Construct, id: string, props: CiliumLoadBalancerIPPoolProps) {
    super(scope, id, { ...props, ...CiliumLoadBalancerIPPool.GVK });
  }
}

export type CiliumL2AnnouncementPolicySpec = NonNullable<ICiliumL2AnnouncementPolicy['spec']>;

export interface CiliumL2AnnouncementPolicyProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CiliumL2AnnouncementPolicySpec;
}

/** `cilium.io/v2alpha1` CiliumL2AnnouncementPolicy, one for the whole cluster. */
export class CiliumL2AnnouncementPolicy extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cilium.io/v2alpha1', kind: 'CiliumL2AnnouncementPolicy' };

  constructor(scope: Construct, id: string, props: CiliumL2AnnouncementPolicyProps) {
    super(scope, id, { ...props, ...CiliumL2AnnouncementPolicy.GVK });
  }
}

export type CiliumLoadBalancerIPPoolV2Alpha1Spec = NonNullable<ICiliumLoadBalancerIPPoolV2Alpha1['spec']>;

export interface CiliumLoadBalancerIPPoolV2Alpha1Props {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CiliumLoadBalancerIPPoolV2Alpha1Spec;
}

/** `cilium.io/v2alpha1` CiliumLoadBalancerIPPool, one for the whole cluster. */
export class CiliumLoadBalancerIPPoolV2Alpha1 extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cilium.io/v2alpha1', kind: 'CiliumLoadBalancerIPPool' };

  constructor(scope: Construct, id: string, props: CiliumLoadBalancerIPPoolV2Alpha1Props) {
    super(scope, id, { ...props, ...CiliumLoadBalancerIPPoolV2Alpha1.GVK });
  }
}

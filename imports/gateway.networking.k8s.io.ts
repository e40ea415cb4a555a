// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IGatewayClass } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GatewayClass';
import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway';
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute';
import type { IGRPCRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/GRPCRoute';
import type { IReferenceGrant } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1beta1/ReferenceGrant';

export type GatewayClassSpec = NonNullable<IGatewayClass['spec']>;

export interface GatewayClassProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: GatewayClassSpec;
}

/** `gateway.networking.k8s.io/v1` GatewayClass, one for the whole cluster. */
export class GatewayClass extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass' };

  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    super(scope, id, { ...props, ...GatewayClass.GVK });
  }
}

export type GatewaySpec = NonNullable<IGateway['spec']>;

export interface GatewayProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: GatewaySpec;
}

/** `gateway.networking.k8s.io/v1` Gateway, in a namespace. */
export class Gateway extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway' };

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id, { ...props, ...Gateway.GVK });
  }
}

export type HTTPRouteSpec = NonNullable<IHTTPRoute['spec']>;

export interface HTTPRouteProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: HTTPRouteSpec;
}

/** `gateway.networking.k8s.io/v1` HTTPRoute, in a namespace. */
export class HTTPRoute extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' };

  constructor(scope: Construct, id: string, props: HTTPRouteProps) {
    super(scope, id, { ...props, ...HTTPRoute.GVK });
  }
}

export type GRPCRouteSpec = NonNullable<IGRPCRoute['spec']>;

export interface GRPCRouteProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: GRPCRouteSpec;
}

/** `gateway.networking.k8s.io/v1` GRPCRoute, in a namespace. */
export class GRPCRoute extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GRPCRoute' };

  constructor(scope: Construct, id: string, props: GRPCRouteProps) {
    super(scope, id, { ...props, ...GRPCRoute.GVK });
  }
}

export type ReferenceGrantSpec = NonNullable<IReferenceGrant['spec']>;

export interface ReferenceGrantProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ReferenceGrantSpec;
}

/** `gateway.networking.k8s.io/v1beta1` ReferenceGrant, in a namespace. */
export class ReferenceGrant extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'gateway.networking.k8s.io/v1beta1', kind: 'ReferenceGrant' };

  constructor(scope: Construct, id: string, props: ReferenceGrantProps) {
    super(scope, id, { ...props, ...ReferenceGrant.GVK });
  }
}

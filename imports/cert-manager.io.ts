// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IClusterIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/ClusterIssuer';
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer';
import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';

export type ClusterIssuerSpec = NonNullable<IClusterIssuer['spec']>;

export interface ClusterIssuerProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ClusterIssuerSpec;
}

/** `cert-manager.io/v1` ClusterIssuer, one for the whole cluster. */
export class ClusterIssuer extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer' };

  constructor(scope: Construct, id: string, props: ClusterIssuerProps) {
    super(scope, id, { ...props, ...ClusterIssuer.GVK });
  }
}

export type IssuerSpec = NonNullable<IIssuer['spec']>;

export interface IssuerProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: IssuerSpec;
}

/** `cert-manager.io/v1` Issuer, in a namespace. */
export class Issuer extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' };

  constructor(scope: Construct, id: string, props: IssuerProps) {
    super(scope, id, { ...props, ...Issuer.GVK });
  }
}

export type CertificateSpec = NonNullable<ICertificate['spec']>;

export interface CertificateProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: CertificateSpec;
}

/** `cert-manager.io/v1` Certificate, in a namespace. */
export class Certificate extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' };

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id, { ...props, ...Certificate.GVK });
  }
}

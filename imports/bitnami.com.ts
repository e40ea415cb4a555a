// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ISealedSecret } from '@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1/SealedSecret';

export type SealedSecretSpec = NonNullable<ISealedSecret['spec']>;

export interface SealedSecretProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: SealedSecretSpec;
}

/** `bitnami.com/v1alpha1` SealedSecret, in a namespace. */
export class SealedSecret extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret' };

  constructor(scope: Construct, id: string, props: SealedSecretProps) {
    super(scope, id, { ...props, ...SealedSecret.GVK });
  }
}

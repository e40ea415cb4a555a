// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore';
import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore';

export type ExternalSecretSpec = NonNullable<IExternalSecret['spec']>;

export interface ExternalSecretProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ExternalSecretSpec;
}

/** `external-secrets.io/v1` ExternalSecret, in a namespace. */
export class ExternalSecret extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' };

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id, { ...props, ...ExternalSecret.GVK });
  }
}

export type SecretStoreSpec = NonNullable<ISecretStore['spec']>;

export interface SecretStoreProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: SecretStoreSpec;
}

/** `external-secrets.io/v1` SecretStore, in a namespace. */
export class SecretStore extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'external-secrets.io/v1', kind: 'SecretStore' };

  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id, { ...props, ...SecretStore.GVK });
  }
}

export type ClusterSecretStoreSpec = NonNullable<IClusterSecretStore['spec']>;

export interface ClusterSecretStoreProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ClusterSecretStoreSpec;
}

/** `external-secrets.io/v1` ClusterSecretStore, one for the whole cluster. */
export class ClusterSecretStore extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'external-secrets.io/v1', kind: 'ClusterSecretStore' };

  constructor(scope: Construct, id: string, props: ClusterSecretStoreProps) {
    super(scope, id, { ...props, ...ClusterSecretStore.GVK });
  }
}

// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import type { IApplicationSet } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/ApplicationSet';
import type { IAppProject } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/AppProject';

export type ApplicationSpec = NonNullable<IApplication['spec']>;

export interface ApplicationProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ApplicationSpec;
}

/** `argoproj.io/v1alpha1` Application, in a namespace. */
export class Application extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };

  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, ...Application.GVK });
  }
}

export type ApplicationSetSpec = NonNullable<IApplicationSet['spec']>;

export interface ApplicationSetProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: ApplicationSetSpec;
}

/** `argoproj.io/v1alpha1` ApplicationSet, in a namespace. */
export class ApplicationSet extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet' };

  constructor(scope: Construct, id: string, props: ApplicationSetProps) {
    super(scope, id, { ...props, ...ApplicationSet.GVK });
  }
}

export type AppProjectSpec = NonNullable<IAppProject['spec']>;

export interface AppProjectProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: AppProjectSpec;
}

/** `argoproj.io/v1alpha1` AppProject, in a namespace. */
export class AppProject extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'AppProject' };

  constructor(scope: Construct, id: string, props: AppProjectProps) {
    super(scope, id, { ...props, ...AppProject.GVK });
  }
}

// Written by `npm run import` from lib/importer; edits here are lost.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';

export interface RecurringJobSpec {
  /** The name of the object once more. */
  readonly name: string;
  /** What is done; Longhorn has more tasks. */
  readonly task: 'snapshot' | 'backup';
  /** When, as a cron schedule. */
  readonly cron: string;
  /** How many are kept of each volume. */
  readonly retain: number;
  /** How many volumes at the same time. */
  readonly concurrency: number;
  /** Groups of volumes that get it. Default: those that name the job. */
  readonly groups?: readonly string[];
}

export interface RecurringJobProps {
  readonly metadata?: ApiObjectMetadata;
  readonly spec: RecurringJobSpec;
}

/** `longhorn.io/v1beta2` RecurringJob, in a namespace. */
export class RecurringJob extends ApiObject {
  static readonly GVK: GroupVersionKind = { apiVersion: 'longhorn.io/v1beta2', kind: 'RecurringJob' };

  constructor(scope: Construct, id: string, props: RecurringJobProps) {
    super(scope, id, { ...props, ...RecurringJob.GVK });
  }
}

import * as v from 'valibot';
import {
  type Capability,
  claim,
  type Claim,
  type DefinedKind,
  type IgnoredField,
  type Requirement,
  type SecretNeed,
  statedStorageClass,
  storageClasses,
  type Workload,
} from '../core';

/** The shape of the plan reads such a value, and says where it is wrong. */
const toPlan = () => true;

/** What a person states of pods and kinds that asterism does not make itself: parts of a plan, handed on as they are. */
export const planProps = {
  /** What the cluster has by it: `[certificates]`. @default nothing */
  provides: v.exactOptional(v.array(v.custom<Capability>(toPlan, 'a capability')), []),
  /** What must be there first. @default nothing */
  requires: v.exactOptional(v.array(v.custom<Requirement>(toPlan, 'a requirement')), []),
  /** Secrets that its pods need and that do not come with it. @default none */
  secrets: v.exactOptional(v.array(v.custom<SecretNeed>(toPlan, 'a secret')), []),
  /** Fields that a controller writes at run time, each with the reason. @default none */
  ignoreDifferences: v.exactOptional(v.array(v.custom<IgnoredField>(toPlan, 'an ignored field')), []),
  /** Custom kinds that come with it and that asterism does not see. @default none */
  defines: v.exactOptional(v.array(v.custom<DefinedKind>(toPlan, 'a kind')), []),
  /** Storage classes that come with it, so that volumes may name them: `[{ name: 'longhorn' }]`. @default none */
  storageClasses: v.exactOptional(v.array(statedStorageClass), []),
};

/** What a person states of what asterism does not make itself, as claims. */
export function statedClaims(stated: {
  readonly storageClasses: readonly v.InferOutput<typeof statedStorageClass>[];
}): readonly Claim[] {
  return stated.storageClasses.map((one, index) => claim(storageClasses, one, `.storageClasses[${index}]`));
}

/** Pods that asterism does not see, as a plan states them. */
export const unseenWorkloads = v.array(v.custom<Workload>(toPlan, 'a workload'));

/** A level of Pod Security. */
export const podSecurityLevel = v.picklist(['restricted', 'baseline', 'privileged']);

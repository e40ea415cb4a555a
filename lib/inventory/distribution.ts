import * as v from 'valibot';
import { ipv4, kubernetesVersion, line, port } from '../values';
import { capabilityShape } from './capability';
import type { Claim, Claimed } from './claim';
import {
  entriesWithSettings,
  hasPlan,
  hasText,
  readSettings,
  type SettingsOf,
  type WrittenSettings,
} from './settings';
import { productTitle } from './title';

const words = line(500);

/** The schema of the plan that a distribution derives from its settings. */
export const distributionPlanShape = v.strictObject({
  /** Its name in messages and pages: `k3s`. */
  title: productTitle,
  /** The version that its kubelets report: `v1.33.5+k3s1`. */
  version: kubernetesVersion,
  /**
   * Whether a provider manages the servers. Then no node is a server, and `api` is the address of the API. @default
   * false
   */
  managed: v.exactOptional(v.boolean(), false),
  /** Whether people log in to the nodes by SSH. @default true */
  ssh: v.exactOptional(v.boolean(), true),
  /** Whether it runs kube-proxy. */
  kubeProxy: v.boolean(),
  /**
   * Address of the cluster DNS Service, which kubelets configure in pods. @default the tenth address of the service
   * network
   */
  dnsService: v.exactOptional(ipv4),
  /** Address of a local API balancer on every node. @default none */
  localApi: v.exactOptional(v.strictObject({ host: ipv4, port })),
  /** Labels that it sets on servers. */
  serverLabels: v.record(v.string(), v.string()),
  /** Ports that it uses on servers, other than those of etcd, the kubelets, and Services of type NodePort. @default none */
  serverPorts: v.exactOptional(v.array(v.strictObject({ port, what: words })), []),
  /** Capabilities that it provides. @default none */
  provides: v.exactOptional(v.array(capabilityShape), []),
  /** Capabilities that it would provide with other settings, for messages. @default none */
  offers: v.exactOptional(v.array(capabilityShape), []),
});

/** The plan of a distribution, as its function returns it. */
export type DistributionPlan = v.InferInput<typeof distributionPlanShape> & {
  /** Its claims. @default none */
  readonly claims?: readonly Claim[];
};

/** The Kubernetes distribution of a cluster. */
export interface Distribution extends v.InferOutput<typeof distributionPlanShape> {
  /** Its kind: `k3s`. */
  readonly kind: string;
  readonly claims: readonly Claimed[];
}

/** The distribution in a cluster file. A function makes it from typed settings. */
export interface DistributionDeclaration extends WrittenSettings {
  /** Its kind: `k3s`. */
  readonly kind: string;
  /** The plan, or undefined if the settings are invalid. */
  readonly plan: DistributionPlan | undefined;
}

/**
 * Makes a distribution and parses its settings. @param kind its kind: `k3s` @param plan derives the plan from the
 * settings
 */
export function declareDistribution<S extends v.GenericSchema>(
  kind: string,
  shape: S,
  settings: SettingsOf<S>,
  plan: (settings: v.InferOutput<S>) => DistributionPlan,
): DistributionDeclaration {
  const { written, read } = readSettings(shape, settings);
  return { kind, ...written, plan: read === undefined ? undefined : plan(read) };
}

/** Whether a value was made by `declareDistribution()`. */
export function isDistribution(value: unknown): value is DistributionDeclaration {
  const entries = entriesWithSettings(value);
  return entries !== undefined && hasText(entries, 'kind') && hasPlan(entries);
}

import * as v from 'valibot';
import {
  ipv4,
  kubernetesVersion,
  line,
  type OpenFact,
  type OpenInside,
  parseShape,
  isListWith,
  partsOf,
  port,
  type Problem,
} from '../values';
import { capabilityShape } from './capability';
import type { Claim, Claimed } from './claim';

const words = line(500);

/** What follows from the settings of a distribution. */
export const distributionPlanShape = v.strictObject({
  /** What it is called in messages and pages: `k3s`. */
  title: v.pipe(
    line(60),
    v.regex(/^[A-Za-z0-9][\w .+-]*$/, 'letters, digits, spaces, dots, plus signs and hyphens'),
  ),
  /** The version that its kubelets report: `v1.33.5+k3s1`. */
  version: kubernetesVersion,
  /** Whether somebody else runs the servers: none of the nodes is one, and the API answers at `api`. @default false */
  managed: v.exactOptional(v.boolean(), false),
  /** Whether people log in to the nodes by SSH. @default true */
  ssh: v.exactOptional(v.boolean(), true),
  /** Whether it runs kube-proxy. */
  kubeProxy: v.boolean(),
  /** Address of the Service of the cluster's name server, which the kubelets hand to pods. @default the tenth of the service network */
  dnsService: v.exactOptional(ipv4),
  /** Where the API answers on every node itself, whichever server is up. @default it does so nowhere */
  localApi: v.exactOptional(v.strictObject({ host: ipv4, port })),
  /** Labels that it gives to the servers. */
  serverLabels: v.record(v.string(), v.string()),
  /** Ports of the servers that it takes beside those of etcd, the kubelets, and Services of type NodePort. @default none */
  serverPorts: v.exactOptional(v.array(v.strictObject({ port, what: words })), []),
  /** Parts of the cluster that Kubernetes leaves to others and that it brings. @default none */
  provides: v.exactOptional(v.array(capabilityShape), []),
  /** Parts that it would bring with other settings, so that a message can say so. @default none */
  offers: v.exactOptional(v.array(capabilityShape), []),
});

/** What follows from the settings of a distribution, as its function states it. */
export type DistributionPlan = v.InferInput<typeof distributionPlanShape> & {
  /** Claims that it makes. @default none */
  readonly claims?: readonly Claim[];
};

/** What runs Kubernetes on the machines of a cluster. */
export interface Distribution extends v.InferOutput<typeof distributionPlanShape> {
  /** What it is: `k3s`. */
  readonly kind: string;
  readonly claims: readonly Claimed[];
}

/** What a cluster file lists as its distribution; a function from typed settings makes one. */
export interface DistributionDeclaration {
  /** What it is: `k3s`. */
  readonly kind: string;
  /** What a person wrote for it, as it was written. */
  readonly settings: unknown;
  /** What is wrong with the shape of the settings. Places begin within the distribution: `.version`. */
  readonly problems: readonly Problem[];
  /** Placeholders among the settings. Places begin within the distribution. */
  readonly open: readonly OpenFact[];
  /** What follows from the settings. Undefined where these have not their shape. */
  readonly plan: DistributionPlan | undefined;
}

/**
 * Makes a distribution. Its settings are read once, here.
 * @param kind what it is: `k3s`
 * @param plan says what follows from the settings
 */
export function declareDistribution<S extends v.GenericSchema>(
  kind: string,
  shape: S,
  settings: OpenInside<v.InferInput<S>>,
  plan: (settings: v.InferOutput<S>) => DistributionPlan,
): DistributionDeclaration {
  const problems: Problem[] = [];
  const open: OpenFact[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const read = parseShape(shape, settings, '', report, { open: (fact) => open.push(fact) });
  return { kind, settings, problems, open, plan: read === undefined ? undefined : plan(read) };
}

/** Whether a value is what a distribution's function gives. */
export function isDistribution(value: unknown): value is DistributionDeclaration {
  const parts = partsOf(value);
  if (parts.is !== 'object') return false;
  const { entries } = parts;
  return (
    typeof entries.get('kind') === 'string' &&
    isListWith(entries.get('problems'), 'at', 'reason', 'next') &&
    isListWith(entries.get('open'), 'at', 'what') &&
    entries.has('plan') &&
    ['object', 'undefined'].includes(typeof entries.get('plan'))
  );
}

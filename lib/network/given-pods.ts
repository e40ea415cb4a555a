import * as v from 'valibot';
import { claimKind, claimsOf, roles } from '../inventory';
import type { ClusterPlan } from '../plan';
import { line, port, type Transport } from '../values';

const words = line(253);
const labels = v.record(v.string(), v.string());

const givenPodsShape = v.strictObject({
  /** Name of what makes them: `coredns`, a Deployment. */
  name: words,
  namespace: words,
  labels,
  /** Labels by which policies of ours select them. @default all of them */
  selector: v.exactOptional(labels),
  /** Ports on which they listen. */
  ports: v.array(v.strictObject({ name: words, port, transport: v.picklist(['tcp', 'udp', 'sctp']) })),
  /** The Service in front of them. */
  service: v.strictObject({
    name: words,
    /** Its ports, by the names of those of the pods; what is not named it does not offer. @default the same numbers */
    ports: v.exactOptional(v.record(v.string(), port)),
    /** Whether it has the type LoadBalancer. @default false */
    balanced: v.exactOptional(v.boolean(), false),
  }),
  /** The part of the cluster that they are. @default none that asterism asks for */
  role: v.exactOptional(v.picklist(roles)),
  /** Kinds whose objects say what they serve: without one of these, nothing is meant to reach them. @default they need none */
  serves: v.exactOptional(v.array(words), []),
});

/** Pods that come with a distribution. */
export type GivenPods = v.InferOutput<typeof givenPodsShape>;

/** Pods that come with a distribution, each kind of them a claim. */
export const givenPodsClaims = claimKind({ name: 'givenPodsClaims', shape: givenPodsShape });

/** The pods that come with the distribution of a cluster. */
export function givenPods({ facts }: Pick<ClusterPlan, 'facts'>): readonly GivenPods[] {
  return claimsOf(facts.distribution, givenPodsClaims).map(({ value }) => value);
}

/** The ports of the Service in front of given pods, each with the port of the pods. */
export function offeredPorts({
  ports,
  service,
}: GivenPods): readonly { name: string; port: number; transport: Transport; target: number }[] {
  return ports.flatMap(({ name, port: target, transport }) => {
    const own = service.ports === undefined ? target : service.ports[name];
    return own === undefined ? [] : [{ name, port: own, transport, target }];
  });
}

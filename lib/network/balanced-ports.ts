import * as v from 'valibot';
import { claimKind } from '../inventory';
import type { ClusterPlan } from '../plan';
import { isRecord, line } from '../values';
import { balancerOf } from './balancer';
import { type OwnedWorkload, placeName } from './flows/flows';
import { givenPods, offeredPorts } from './given-pods';
import { isOwnNamespace } from './namespaces';
import type { PodsBehind } from './pods-behind';
import { type Manifest, type ServicePort, servicePortsOf } from './service-ports';

/** A port that strangers reach: of the nodes, or of the address of a load balancer, which is known at run time only. */
export interface ExposedPort extends ServicePort {
  readonly targetPort: number;
}

/** Annotations by which a Service asks a load balancer for addresses, claimed by what reads them. */
export const addressAnnotations = claimKind({
  name: 'addressAnnotations',
  shape: v.array(line(253)),
});

const balancedSpec = v.object({
  type: v.literal('LoadBalancer'),
  loadBalancerClass: v.optional(v.string()),
  selector: v.optional(v.record(v.string(), v.string()), {}),
});

/**
 * What load balancers lead to, as far as it is meant for everybody: listeners that are open to the world, and pods that no
 * component of ours declares.
 *
 * Where load balancers have the addresses of the nodes, the ports of a Service are ports of the nodes, too. kube-proxy translates
 * what comes to such an address straight to the pods behind the Service, as with every load balancer whose ipMode is not Proxy:
 * https://kubernetes.io/docs/concepts/services-networking/service/#load-balancer-ip-mode. The forward chain sees their port.
 */
export function balancedPorts(
  plan: ClusterPlan,
  services: readonly { readonly object: Manifest }[],
  objects: readonly Manifest[],
  pods: PodsBehind,
): readonly ExposedPort[] {
  const balancer = balancerOf(plan);
  if (balancer === undefined) return [];
  return [
    ...services.flatMap(({ object }) =>
      (balancedBy(object, pods) ?? []).flatMap(({ closed, ...port }) => (closed.length === 0 ? [port] : [])),
    ),
    ...givenPorts(plan, objects),
  ].map((port) => (balancer === 'nodes' ? { ...port, nodePort: port.port } : port));
}

/** A port of a Service of type LoadBalancer. */
export interface BalancedPort extends ExposedPort {
  /** Workloads behind it whose pods let no stranger in on that port. */
  readonly closed: readonly string[];
}

/** The ports of an object that is a Service of type LoadBalancer; undefined for any other one. */
export function balancedBy(object: Manifest, pods: PodsBehind): readonly BalancedPort[] | undefined {
  // Most Services are of another type, and to read one with the schema takes longer than this look.
  if (object.kind !== 'Service' || !isRecord(object.spec) || object.spec['type'] !== 'LoadBalancer')
    return undefined;
  const spec = v.safeParse(balancedSpec, object.spec);
  // One with a class of its own is served by something that we do not know.
  if (!spec.success || spec.output.loadBalancerClass !== undefined) return undefined;
  const { namespace = 'default' } = object.metadata;
  const places = isOwnNamespace(namespace) ? pods(spec.output.selector, namespace) : [];
  return servicePortsOf(object, pods, () => undefined).flatMap(
    ({ service, port, targetPort, transport }): BalancedPort[] => {
      if (targetPort === undefined) return [];
      const isOpen = ({ workload }: OwnedWorkload) =>
        workload.hostNetwork ||
        workload.listens.some(
          (one) => one.port === targetPort && one.transport === transport && one.open === 'world',
        );
      const closed = places.filter((place) => !isOpen(place)).map(placeName);
      return [{ service, port, targetPort, transport, closed }];
    },
  );
}

/** Ports of load balancers in front of pods that are given, where something in the cluster is served by these. */
function givenPorts(plan: ClusterPlan, objects: readonly Manifest[]): readonly ExposedPort[] {
  return givenPods(plan).flatMap((pods) => {
    if (!pods.service.balanced) return [];
    const isServed = ({ kind }: { readonly kind: string }) => pods.serves.includes(kind);
    const serves =
      plan.components.some(({ upstream }) => upstream?.creates.some(isServed)) || objects.some(isServed);
    return serves
      ? offeredPorts(pods).map(({ port, target, transport }) => ({
          service: `${pods.namespace}/${pods.service.name}`,
          port,
          targetPort: target,
          transport,
        }))
      : [];
  });
}

import { foundRoutes, type Listener } from '../../component';
import type { FoundObject } from '../../plan';
import { isRecord } from '../../values';
import { type FoundPods, type FoundService, hasLabels } from './found-pods';
import type { PodPort } from './pod-ports';

/** Who may connect to a port of an object's pods, as other objects of the folder say; undefined where they say nothing. */
type ExposedTo = (
  pods: FoundPods,
  port: PodPort,
) => Extract<Listener['open'], 'world' | 'ingress'> | undefined;

/**
 * Reads what a folder exposes: Services that answer outside the cluster are open to the world, and Services that an Ingress or
 * HTTPRoute leads to are open to what serves these.
 */
export function exposedPorts(objects: readonly FoundObject[], services: readonly FoundService[]): ExposedTo {
  const routes = objects.flatMap(({ object }) => foundRoutes(object));
  return (pods, port) => {
    const own = servicePortsTo(pods, port, services);
    if (own.some(({ service }) => isOutside(service))) return 'world';
    const isRouted = own.some(({ service, written }) =>
      routes.some(
        (route) =>
          route.service === service.from.object.metadata.name &&
          [written['port'], written['name'] ?? written['port']].some((one) => one === route.port),
      ),
    );
    return isRouted ? 'ingress' : undefined;
  };
}

/** The Services of a folder that lead to a port of pods, each with the entry of its ports that does. */
export function servicePortsTo(
  pods: FoundPods,
  port: PodPort,
  services: readonly FoundService[],
): readonly { readonly service: FoundService; readonly written: FoundService['ports'][number] }[] {
  return services
    .filter(({ selector }) => hasLabels(pods.labels, selector))
    .flatMap((service) =>
      service.ports.filter((written) => leadsTo(written, port)).map((written) => ({ service, written })),
    );
}

function leadsTo(
  { port: number, targetPort = number, protocol = 'TCP' }: Readonly<Record<string, unknown>>,
  { name, port, transport }: PodPort,
): boolean {
  return (targetPort === port || targetPort === name) && String(protocol).toLowerCase() === transport;
}

/** https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
function isOutside({ from }: FoundService): boolean {
  const { spec } = from.object;
  if (!isRecord(spec)) return false;
  const external = spec['externalIPs'];
  return (
    spec['type'] === 'LoadBalancer' ||
    spec['type'] === 'NodePort' ||
    (Array.isArray(external) && external.length > 0)
  );
}

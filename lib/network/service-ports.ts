import * as v from 'valibot';
import type { ClusterPlan } from '../plan';
import type { Problem, Report } from '../values';
import type { Transport } from './firewall/rule';
import { namedPort } from './pods-behind';
import { podsBehind, type PodsBehind } from './pods-behind';

/** A port that a Service offers. */
export interface ServicePort {
  /** `namespace/name` of the Service. */
  readonly service: string;
  readonly port: number;
  /** Port of the pods behind it. @default unknown: a name in pods that an operator, a chart or a person makes */
  readonly targetPort?: number;
  readonly transport: Transport;
  /** The port that it opens on every node. @default none, or one that Kubernetes picks */
  readonly nodePort?: number;
}

/** One that opens a port on every node, as far as the manifest pins it; one that Kubernetes picks is known at run time only. */
export interface NodePort extends ServicePort {
  readonly targetPort: number;
  readonly nodePort: number;
}

/** What is read of a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

const serviceSpec = v.object({
  selector: v.optional(v.record(v.string(), v.string()), {}),
  ports: v.optional(
    v.array(
      v.object({
        port: v.number(),
        nodePort: v.optional(v.number()),
        targetPort: v.optional(v.union([v.number(), v.string()])),
        protocol: v.optional(v.string(), 'TCP'),
      }),
    ),
    [],
  ),
});

/**
 * Ports that a manifest offers, as far as it is a Service. One of another transport than TCP and UDP is left out, and so is one
 * whose target is unclear.
 * @param pods finds the pods behind it
 * @param report takes names of ports that have not one number in all pods behind the Service
 */
export function servicePortsOf(object: Manifest, pods: PodsBehind, report: Report): readonly ServicePort[] {
  if (!isService(object)) return [];
  const spec = v.safeParse(serviceSpec, object.spec);
  if (!spec.success) return [];
  const { name, namespace = 'default' } = object.metadata;
  const { selector, ports } = spec.output;
  return ports.flatMap(({ port, nodePort, targetPort: written = port, protocol }, index): ServicePort[] => {
    const transport = transportOf(protocol);
    if (transport === undefined) return [];
    const places = pods(selector, namespace);
    const offered = { service: `${namespace}/${name}`, port, transport };
    // Only the rules of nodes have to know it.
    if (typeof written === 'string' && places.length === 0 && nodePort === undefined) return [offered];
    const at = `spec.ports[${index}].targetPort`;
    const targetPort =
      typeof written === 'number' ? written : namedPort(written, transport, places, at, report);
    if (targetPort === undefined) return [];
    return [{ ...offered, targetPort, ...(nodePort !== undefined && { nodePort }) }];
  });
}

/** A Service among objects, with what could be read of its ports. */
export interface ReadService {
  readonly ports: readonly ServicePort[];
  /** Names of ports that do not lead to one number in the pods behind it. */
  readonly problems: readonly Problem[];
}

/** Reads every Service among objects, once for all who ask for its ports. */
export function readServices<T extends { readonly object: Manifest }>(
  objects: readonly T[],
  plan: ClusterPlan,
): readonly (T & ReadService)[] {
  const pods = podsBehind(plan);
  return objects.flatMap((one) => {
    if (!isService(one.object)) return [];
    const problems: Problem[] = [];
    const ports = servicePortsOf(one.object, pods, (problem) => problems.push(problem));
    return [{ ...one, ports, problems }];
  });
}

function isService({ apiVersion, kind }: Manifest): boolean {
  return kind === 'Service' && apiVersion === 'v1';
}

/** Whether a port of a Service is open on every node. */
export function isNodePort(port: ServicePort): port is NodePort {
  return port.nodePort !== undefined && port.targetPort !== undefined;
}

function transportOf(protocol: string): Transport | undefined {
  switch (protocol) {
    case 'TCP':
      return 'tcp';
    case 'UDP':
      return 'udp';
    default:
      return undefined;
  }
}

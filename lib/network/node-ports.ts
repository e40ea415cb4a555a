import * as v from 'valibot';
import type { ClusterPlan } from '../plan';
import type { Report } from '../values';
import type { Transport } from './firewall/rule';
import { namedPort, podsBehind } from './named-port';

/** A port that a Service opens on every node. */
export interface NodePort {
  /** `namespace/name` of the Service. */
  readonly service: string;
  readonly port: number;
  /** Port of the pods behind it. */
  readonly targetPort: number;
  readonly transport: Transport;
}

/** What is read of a manifest. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
}

const serviceSpec = v.object({
  type: v.optional(v.string()),
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
 * Ports that a manifest opens on the nodes, as far as it is a Service and pins them. A port that Kubernetes picks is known at
 * run time only, and stays closed; so does one of another transport than TCP and UDP, and one whose target is unclear.
 * @param report takes names of ports that do not stand for one number in the pods behind the Service
 */
export function nodePortsOf(object: Manifest, plan: ClusterPlan, report: Report): readonly NodePort[] {
  if (object.apiVersion !== 'v1' || object.kind !== 'Service') return [];
  const spec = v.safeParse(serviceSpec, object.spec);
  if (!spec.success) return [];
  const { name, namespace = 'default' } = object.metadata;
  const { selector, ports } = spec.output;
  return ports.flatMap(({ port, nodePort, targetPort = port, protocol }, index) => {
    const transport = transportOf(protocol);
    if (nodePort === undefined || transport === undefined) return [];
    const places = podsBehind(selector, namespace, plan);
    const at = `spec.ports[${index}].targetPort`;
    const target =
      typeof targetPort === 'number' ? targetPort : namedPort(targetPort, transport, places, at, report);
    return target === undefined
      ? []
      : [{ service: `${namespace}/${name}`, port: nodePort, targetPort: target, transport }];
  });
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

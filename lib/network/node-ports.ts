import * as v from 'valibot';
import type { Transport } from './firewall/rule';

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
  ports: v.optional(
    v.array(
      v.object({
        port: v.number(),
        nodePort: v.optional(v.number()),
        targetPort: v.optional(v.union([v.number(), v.string()])),
        protocol: v.optional(v.string()),
      }),
    ),
    [],
  ),
});

/**
 * Ports that Services open on the nodes, as far as the manifests pin them. A port that Kubernetes picks is known at run time
 * only, and stays closed.
 */
export function nodePortsOf(objects: readonly Manifest[]): readonly NodePort[] {
  return objects
    .filter((object) => object.apiVersion === 'v1' && object.kind === 'Service')
    .flatMap((object) => {
      const spec = v.safeParse(serviceSpec, object.spec);
      if (!spec.success) return [];
      return spec.output.ports.flatMap(({ port, nodePort, targetPort, protocol }) =>
        nodePort === undefined
          ? []
          : [
              {
                service: `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`,
                port: nodePort,
                targetPort: typeof targetPort === 'number' ? targetPort : port,
                transport: protocol === 'UDP' ? ('udp' as const) : ('tcp' as const),
              },
            ],
      );
    });
}

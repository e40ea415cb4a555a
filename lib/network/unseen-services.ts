import * as v from 'valibot';
import { claimKind, claimsOf } from '../inventory';
import type { ClusterPlan } from '../plan';
import { label, line, port } from '../values';
import type { Manifest } from './service-ports';

const labels = v.record(line(317), v.string());

/**
 * A Service that something makes which asterism does not render, such as a chart, and that answers outside the cluster: packet
 * filters of the nodes open its ports, and questions find the way through it.
 */
export const unseenServices = claimKind({
  name: 'unseenServices',
  shape: v.strictObject({
    namespace: label,
    name: label,
    type: v.picklist(['LoadBalancer', 'NodePort']),
    /** Labels of the pods behind it. */
    selector: labels,
    ports: v.array(
      v.strictObject({
        port,
        targetPort: port,
        transport: v.picklist(['tcp', 'udp']),
        /** The port of the nodes. @default Kubernetes picks one */
        nodePort: v.exactOptional(port),
      }),
    ),
  }),
});

/** These Services as manifests, for all that reads Services. */
export function unseenManifests(plan: ClusterPlan): readonly UnseenManifest[] {
  return claimsOf(plan, unseenServices).map(({ value: { namespace, name, type, selector, ports }, at }) => ({
    at,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        type,
        selector,
        ports: ports.map(({ transport, ...written }) => ({ ...written, protocol: transport.toUpperCase() })),
      },
    },
  }));
}

/** A Service that nothing here renders, with the place of what claims it. */
interface UnseenManifest {
  readonly at: string;
  readonly object: Manifest;
}

import * as v from 'valibot';
import type { KubeObject, Shipped } from './committed';

/** A Service as the API server stores it. */
export const serviceShape = v.object({
  metadata: v.object({ name: v.string(), namespace: v.string() }),
  spec: v.object({
    clusterIP: v.string(),
    ports: v.array(
      v.object({
        name: v.optional(v.string()),
        port: v.number(),
        protocol: v.picklist(['TCP', 'UDP']),
        targetPort: v.optional(v.union([v.string(), v.number()])),
      }),
    ),
  }),
});

const setShape = v.object({
  metadata: v.object({ name: v.string(), namespace: v.string() }),
  spec: v.object({ serviceName: v.string(), replicas: v.optional(v.number(), 1) }),
});

/** Addresses behind a Service without one of its own. */
export interface Members {
  readonly service: string;
  readonly namespace: string;
  /** By the host name of the pod. */
  readonly addresses: Readonly<Record<string, string>>;
}

/**
 * Where the pods of every StatefulSet would be: `kafka-0` and so on.
 * @param address makes the address of the pod with a number, counted over all sets
 */
export function membersOf(
  shipped: readonly Shipped[],
  address: (index: number) => string,
): readonly Members[] {
  let count = 0;
  return shipped
    .filter(({ object }) => object.kind === 'StatefulSet')
    .map(({ object }) => {
      const { metadata, spec } = v.parse(setShape, object);
      const pods = Array.from({ length: spec.replicas }, (_, ordinal): [string, string] => [
        `${metadata.name}-${ordinal}`,
        address(count++),
      ]);
      return {
        service: spec.serviceName,
        namespace: metadata.namespace,
        addresses: Object.fromEntries(pods),
      };
    });
}

/** What the controller manager would write about the pods behind a Service. */
export function endpointSlice(
  { service, namespace, addresses }: Members,
  ports: readonly { readonly name?: string | undefined; readonly port: number; readonly protocol: string }[],
): KubeObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${service}-lab`, namespace, labels: { 'kubernetes.io/service-name': service } },
    addressType: 'IPv4',
    endpoints: Object.entries(addresses).map(([hostname, address]) => ({
      addresses: [address],
      hostname,
      conditions: { ready: true },
    })),
    ports: ports.map(({ name, port, protocol }) => ({ name: name ?? '', port, protocol })),
  };
}

/** A name of a Service that shipped text holds. */
export interface WrittenName {
  readonly name: string;
  /** Namespace of the object in which it stands. */
  readonly from: string;
  /** File of that object; the first of several. */
  readonly path: string;
}

/** Names of Services that shipped text holds, each once for a namespace. */
export function writtenServiceNames(shipped: readonly Shipped[]): readonly WrittenName[] {
  const found = new Map<string, WrittenName>();
  for (const { object, path } of shipped)
    for (const [name] of JSON.stringify(object).matchAll(
      /[a-z0-9-]+(?:\.[a-z0-9-]+)+\.svc(?:\.cluster\.local)?\b/g,
    )) {
      const from = object.metadata.namespace ?? 'default';
      if (!found.has(`${from} ${name}`)) found.set(`${from} ${name}`, { name, from, path });
    }
  return [...found.values()];
}

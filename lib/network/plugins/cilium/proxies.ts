import * as v from 'valibot';
import type { KubeObject } from '../../../component';
import { type Ipv4, parseIpv4 } from '../../../values';
import type { Proxy, ProxyPort, Route } from '../../reach/services/proxy';

/** The annotation by which a Service asks Cilium for addresses. https://docs.cilium.io/en/stable/network/lb-ipam/#requesting-ips */
const annotation = 'lbipam.cilium.io/ips';

/**
 * The Envoys of a cluster whose addresses are pinned; what Cilium gives an address at run time is not known.
 * @param ingress the address of the shared Ingress, where it is pinned
 */
export function ciliumProxies(objects: readonly KubeObject[], ingress: Ipv4 | undefined): readonly Proxy[] {
  return [...(ingress === undefined ? [] : [sharedIngress(ingress, objects)]), ...gateways(objects)];
}

/** What holds for every Envoy of Cilium. Whether the policies of a pod see the load balancer's address or Envoy differs between versions. */
const envoy = { program: 'Envoy', unless: 'unless Cilium hands it to Envoy earlier' };

const backendShape = v.object({
  service: v.object({
    name: v.string(),
    port: v.object({ name: v.optional(v.string()), number: v.optional(v.number()) }),
  }),
});

const ingressShape = v.object({
  ingressClassName: v.optional(v.string()),
  tls: v.optional(v.array(v.unknown()), []),
  defaultBackend: v.optional(backendShape),
  rules: v.optional(
    v.array(
      v.object({
        host: v.optional(v.string()),
        http: v.optional(v.object({ paths: v.array(v.object({ backend: backendShape })) })),
      }),
    ),
    [],
  ),
});

/**
 * Cilium's Ingress with one load balancer for all. Port 443 serves those with TLS.
 * https://docs.cilium.io/en/stable/network/servicemesh/ingress/
 */
function sharedIngress(address: Ipv4, objects: readonly KubeObject[]): Proxy {
  const ingresses = objects.filter(
    ({ kind, apiVersion }) => kind === 'Ingress' && apiVersion === 'networking.k8s.io/v1',
  );
  const all = ingresses.flatMap(ingressRoutes);
  const port = (number: number, isServed: (one: { readonly tls: boolean }) => boolean): ProxyPort => ({
    port: number,
    routes: all.filter(isServed).map(({ route }) => route),
  });
  const ports = [port(80, () => true), port(443, ({ tls }) => tls)];
  return { ...envoy, name: "Cilium's Ingress", address, ports };
}

function ingressRoutes({
  metadata,
  spec,
}: KubeObject): readonly { readonly route: Route; readonly tls: boolean }[] {
  const read = v.safeParse(ingressShape, spec);
  if (!read.success || read.output.ingressClassName !== 'cilium') return [];
  const namespace = metadata.namespace ?? 'default';
  const { rules, defaultBackend, tls } = read.output;
  const backends = [
    ...(defaultBackend === undefined ? [] : [{ host: undefined, backend: defaultBackend }]),
    ...rules.flatMap(({ host, http }) => (http?.paths ?? []).map(({ backend }) => ({ host, backend }))),
  ];
  return backends.flatMap(({ host, backend: { service } }) => {
    const port = service.port.number ?? service.port.name;
    if (port === undefined) return [];
    const by = `Ingress ${namespace}/${metadata.name}`;
    const route = { by, ...(host !== undefined && { host }), service: `${namespace}/${service.name}`, port };
    return [{ route, tls: tls.length > 0 }];
  });
}

const gatewayShape = v.object({
  gatewayClassName: v.string(),
  addresses: v.optional(v.array(v.object({ value: v.optional(v.string(), '') })), []),
  infrastructure: v.optional(v.object({ annotations: v.optional(v.record(v.string(), v.string()), {}) }), {
    annotations: {},
  }),
  listeners: v.array(v.object({ name: v.optional(v.string()), port: v.number() })),
});

const routeShape = v.object({
  parentRefs: v.optional(
    v.array(
      v.object({
        name: v.string(),
        namespace: v.optional(v.string()),
        sectionName: v.optional(v.string()),
        port: v.optional(v.number()),
      }),
    ),
    [],
  ),
  hostnames: v.optional(v.array(v.string()), []),
  rules: v.optional(
    v.array(
      v.object({
        backendRefs: v.optional(
          v.array(
            v.object({ name: v.string(), namespace: v.optional(v.string()), port: v.optional(v.number()) }),
          ),
          [],
        ),
      }),
    ),
    [],
  ),
});

/** Gateways of Cilium with a pinned address. https://docs.cilium.io/en/stable/network/servicemesh/gateway-api/addresses/ */
function gateways(objects: readonly KubeObject[]): readonly Proxy[] {
  const group = objects.filter(({ apiVersion }) => apiVersion.startsWith('gateway.networking.k8s.io/'));
  const routes = group.filter(({ kind }) => /^(HTTP|GRPC|TLS|TCP)Route$/.test(kind));
  return group.flatMap(({ kind, metadata, spec }): Proxy[] => {
    const read = v.safeParse(gatewayShape, spec);
    if (kind !== 'Gateway' || !read.success || read.output.gatewayClassName !== 'cilium') return [];
    const { addresses, infrastructure, listeners } = read.output;
    const asked = [...addresses.map(({ value }) => value), infrastructure.annotations[annotation] ?? ''];
    const name = `${metadata.namespace ?? 'default'}/${metadata.name}`;
    const ports = [...new Set(listeners.map(({ port }) => port))].map((port) => ({
      port,
      routes: routes.flatMap((route) => routesAt(route, name, listenersAt(listeners, port), port)),
    }));
    return asked.flatMap((text) => {
      const address = addressIn(text);
      return address === undefined ? [] : [{ ...envoy, name: `Gateway ${name}`, address, ports }];
    });
  });
}

/** Names of the listeners of a port. */
function listenersAt(
  listeners: v.InferOutput<typeof gatewayShape>['listeners'],
  port: number,
): ReadonlySet<string> {
  return new Set(listeners.flatMap((one) => (one.port === port ? (one.name ?? []) : [])));
}

/** @param listeners names of the listeners of the port; a route that names one attaches to no other */
function routesAt(
  { kind, metadata, spec }: KubeObject,
  gateway: string,
  listeners: ReadonlySet<string>,
  listener: number,
): readonly Route[] {
  const read = v.safeParse(routeShape, spec);
  if (!read.success) return [];
  const home = metadata.namespace ?? 'default';
  const { parentRefs, hostnames, rules } = read.output;
  const isHere = parentRefs.some(
    ({ name, namespace = home, port, sectionName }) =>
      `${namespace}/${name}` === gateway &&
      (port === undefined || port === listener) &&
      (sectionName === undefined || listeners.has(sectionName)),
  );
  if (!isHere) return [];
  const by = `${kind} ${home}/${metadata.name}`;
  const host = hostnames.length === 0 ? {} : { host: hostnames.join(', ') };
  return rules.flatMap(({ backendRefs }) =>
    backendRefs.flatMap(({ name, namespace = home, port }): Route[] =>
      port === undefined ? [] : [{ by, ...host, service: `${namespace}/${name}`, port }],
    ),
  );
}

function addressIn(text: unknown): Ipv4 | undefined {
  const address = typeof text === 'string' ? parseIpv4(text) : undefined;
  return address !== undefined && 'value' in address ? address.value : undefined;
}

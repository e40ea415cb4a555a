import { type Claimed, claimsOf, type Route, routes, serverOf } from '../../core';

/** Name of the listener without TLS. */
export const plainListener = 'http';

/** What names the Gateway among those of the cluster. */
interface GatewayName {
  readonly name: string;
  readonly namespace: string;
}

/** A host that the Gateway serves with TLS. */
export interface SecureHost {
  readonly host: string;
  /** Name of its listener, and of the Certificate and Secret that cert-manager makes for it. */
  readonly name: string;
  /** Where the certificate comes from; a Secret is in the namespace of the route that names it. */
  readonly certificate: NonNullable<Route['certificate']>;
  /** Namespace of the first route that names the certificate. */
  readonly namespace: string;
  /** Namespaces of its routes, sorted. */
  readonly namespaces: readonly string[];
}

/**
 * The name of the listener for a host with TLS. The first word differs for a wildcard, so that no two hosts have one name:
 * `https-shop.example.com`, and `wildcard-example.com` for `*.example.com`.
 */
export function secureListener(host: string): string {
  return host.startsWith('*.') ? `wildcard-${host.slice(2)}` : `https-${host}`;
}

/** The routes of the cluster that this Gateway serves. */
export function servedRoutes(
  { name, namespace }: GatewayName,
  context: { readonly claims: readonly Claimed[] },
): readonly Claimed<Route>[] {
  return claimsOf(context, routes).filter(({ value }) => {
    const server = serverOf(value, context);
    return server?.kind === 'gateway' && server.name === name && server.namespace === namespace;
  });
}

/** The hosts that routes want with TLS, sorted. */
export function secureHosts(served: readonly Claimed<Route>[]): readonly SecureHost[] {
  const hosts = new Map<string, SecureHost>();
  for (const { value } of served) {
    const { host, certificate, namespace } = value;
    if (certificate === undefined) continue;
    const known = hosts.get(host);
    hosts.set(host, {
      ...{ host, name: secureListener(host) },
      ...{ certificate: known?.certificate ?? certificate, namespace: known?.namespace ?? namespace },
      namespaces: distinctSorted([...(known?.namespaces ?? []), namespace]),
    });
  }
  return [...hosts.values()].sort((a, b) => (a.host < b.host ? -1 : 1));
}

/** Namespaces of the routes without TLS, sorted. */
export function plainNamespaces(served: readonly Claimed<Route>[]): readonly string[] {
  return distinctSorted(
    served.flatMap(({ value }) => (value.certificate === undefined ? [value.namespace] : [])),
  );
}

/** Each once, in the order of their letters. */
export function distinctSorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

import { ApiObject, type Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import * as v from 'valibot';
import { HTTPRoute, ReferenceGrant } from '../../imports/gateway.networking.k8s.io';
import {
  type BuildContext,
  claim,
  type Claim,
  dnsName,
  type Port,
  type Requirement,
  type Route,
  type RouteServer,
  routes,
  type SecretNeed,
  serverOf,
} from '../core';
import { certificates, usedIssuers } from './certificates';
import { targetAnnotations } from './dns-records';
import { backendRef, parentRef } from './route-refs';

/** Where the certificate of a route comes from. */
export const routeTls = v.variant('from', [
  v.strictObject({
    /** A ClusterIssuer of cert-manager makes it. */
    from: v.literal('issuer'),
    /** Name of the ClusterIssuer. */
    issuer: dnsName,
  }),
  v.strictObject({
    /** A Secret of type kubernetes.io/tls; the cluster file says where that comes from. */
    from: v.literal('secret'),
    /** Name of the Secret in the namespace of the component. */
    secret: dnsName,
  }),
]);

/** A Service that people reach by HTTP from outside. */
export interface Routed {
  /** Name of its HTTPRoute or Ingress. */
  readonly name: string;
  readonly namespace: string;
  /** Name of the Service. */
  readonly service: string;
  /** Port of the Service. */
  readonly port: Port;
  readonly hosts: readonly string[];
  /** Prefixes of the paths that lead to it. */
  readonly paths: readonly string[];
  readonly tls?: Route['certificate'];
  /** The Gateway or the class of Ingresses, where the cluster has several. */
  readonly by?: string;
}

/**
 * The claims of its hosts and paths, and of the issuer of its certificate.
 * @param at place of the exposure in the component: `.exposure`
 */
export function routedClaims(routed: Routed, at: string): readonly Claim[] {
  const { hosts, tls } = routed;
  return [
    ...routesOf(routed).map((route) => claim(routes, route, `${at}.hosts[${hosts.indexOf(route.host)}]`)),
    ...(tls?.from === 'issuer'
      ? [claim(usedIssuers, { issuer: tls.issuer, hosts: [...hosts] }, `${at}.tls.issuer`)]
      : []),
  ];
}

/** What makes the certificate of these hosts. It may come later: until then, nothing is served at them. */
export function routedRequirements({ hosts, tls }: Pick<Routed, 'hosts' | 'tls'>): readonly Requirement[] {
  return tls?.from === 'issuer'
    ? [
        {
          capability: certificates,
          why: `for the certificate of ${hosts.join(', ')}`.slice(0, 500),
          mayComeLater: true,
        },
      ]
    : [];
}

/** The Secret with the certificate, where it comes from one. */
export function routedSecrets({ tls }: Pick<Routed, 'tls'>): readonly SecretNeed[] {
  return tls?.from === 'secret' ? [{ name: tls.secret, keys: ['tls.crt', 'tls.key'], why: 'for TLS' }] : [];
}

function routesOf({ namespace, service, port, hosts, paths, tls, by }: Routed): readonly Route[] {
  return hosts.flatMap((host) =>
    paths.map((path) => ({
      ...{ host, path, match: 'prefix' as const, namespace, service, port },
      ...(tls !== undefined && { certificate: tls }),
      ...(by !== undefined && { by }),
    })),
  );
}

/** Makes what leads requests to the Service: a route of the cluster's Gateway, or an Ingress where it has none. */
export function addRouted(chart: Chart, routed: Routed, context: BuildContext): void {
  const servers = routesOf(routed).flatMap((route) => serverOf(route, context) ?? []);
  const gateways = servers.flatMap((server) => (server.kind === 'gateway' ? [server] : []));
  const [ingress] = servers.flatMap((server) => (server.kind === 'ingress' ? [server] : []));
  if (gateways.length > 0) {
    addHttpRoute(chart, routed, gateways);
    addGrant(chart, routed, gateways);
  }
  // That something serves it is checked with the claims.
  else if (ingress !== undefined) addIngress(chart, routed, ingress, targetAnnotations(context));
}

type GatewayServer = Extract<RouteServer, { kind: 'gateway' }>;

/**
 * It attaches when its Gateway comes, which may wait for certificates. Its health must not keep Argo CD from what comes after
 * this app, the Gateway perhaps. https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
const withoutHealth = { 'argocd.argoproj.io/ignore-healthcheck': 'true' };

function addHttpRoute(chart: Chart, routed: Routed, gateways: readonly GatewayServer[]): void {
  const { name, namespace, service, port, hosts, paths } = routed;
  const parents = new Map(
    gateways.map((server) => [
      server.listener,
      parentRef({ name: server.name, namespace: server.namespace, sectionName: server.listener }),
    ]),
  );
  new HTTPRoute(chart, 'route', {
    metadata: { name, namespace, annotations: withoutHealth },
    spec: {
      parentRefs: [...parents.values()],
      hostnames: [...hosts],
      rules: [
        {
          matches: paths.map((value) => ({ path: { type: 'PathPrefix' as const, value } })),
          backendRefs: [backendRef(service, port)],
        },
      ],
    },
  });
}

/** Lets the Gateway read the Secret with the certificate, which is in another namespace than the Gateway. */
function addGrant(chart: Chart, { name, namespace, tls }: Routed, gateways: readonly GatewayServer[]): void {
  const others = [...new Set(gateways.map((server) => server.namespace))].filter(
    (other) => other !== namespace,
  );
  if (tls?.from !== 'secret' || others.length === 0) return;
  new ReferenceGrant(chart, 'grant', {
    metadata: { name: `${name}-certificate`, namespace },
    spec: {
      from: others.map((other) => ({
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        namespace: other,
      })),
      to: [{ group: '', kind: 'Secret', name: tls.secret }],
    },
  });
}

type IngressServer = Extract<RouteServer, { kind: 'ingress' }>;

function addIngress(
  chart: Chart,
  routed: Routed,
  { className, redirect }: IngressServer,
  records: Readonly<Record<string, string>>,
): void {
  const { name, namespace, service, port, hosts, paths, tls } = routed;
  const secured = tls === undefined ? undefined : redirect?.({ name, namespace });
  if (secured !== undefined) new ApiObject(chart, 'redirect', secured.object);
  const annotations = {
    ...secured?.annotations,
    // https://cert-manager.io/docs/usage/ingress/
    ...(tls?.from === 'issuer' && { 'cert-manager.io/cluster-issuer': tls.issuer }),
    ...records,
  };
  new k8s.KubeIngress(chart, 'ingress', {
    metadata: {
      name,
      namespace,
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ingressClassName: className,
      ...(tls !== undefined && {
        tls: [{ hosts: [...hosts], secretName: tls.from === 'secret' ? tls.secret : `${name}-tls` }],
      }),
      rules: hosts.map((host) => ({
        host,
        http: {
          paths: paths.map((path) => ({
            path,
            pathType: 'Prefix',
            backend: { service: { name: service, port: { number: port } } },
          })),
        },
      })),
    },
  });
}

import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { HTTPRoute } from '../../../imports/gateway.networking.k8s.io';
import {
  type BuildContext,
  claim,
  type Claim,
  parsePort,
  type Route,
  routes,
  serverOf,
  valueOf,
} from '../../core';
import type { Identity } from './identity';
import type { AppSettings } from './props';
import { exposedPorts, portsOf } from './service';

const httpPort = valueOf(parsePort(80));

type Exposure = Extract<AppSettings['exposure'], { kind: 'route' }>;

/** The claims of an app's hosts and paths. */
export function routeClaims(about: Identity, app: AppSettings, exposure: Exposure): readonly Claim[] {
  return routesOf(about, app, exposure).map((route) =>
    claim(routes, route, `.exposure.hosts[${exposure.hosts.indexOf(route.host)}]`),
  );
}

function routesOf(about: Identity, app: AppSettings, { hosts, paths, tls, by }: Exposure): readonly Route[] {
  const port = servicePort(app);
  return hosts.flatMap((host) =>
    paths.map((path) => ({
      ...{ host, path, namespace: about.namespace, service: about.name, port },
      ...(tls !== undefined && { certificate: tls }),
      ...(by !== undefined && { by }),
    })),
  );
}

/** Makes what leads requests to the app: a route of the cluster's Gateway, or an Ingress where it has none. */
export function addRoutes(
  chart: Chart,
  about: Identity,
  app: AppSettings,
  exposure: Exposure,
  context: BuildContext,
): void {
  const port = servicePort(app);
  const servers = routesOf(about, app, exposure).flatMap((route) => serverOf(route, context) ?? []);
  const parents = servers.flatMap((server) =>
    server.kind === 'gateway'
      ? [{ name: server.name, namespace: server.namespace, sectionName: server.listener }]
      : [],
  );
  const [className] = servers.flatMap((server) => (server.kind === 'ingress' ? [server.className] : []));
  if (parents.length > 0)
    new HTTPRoute(chart, 'route', {
      metadata: { name: about.name, namespace: about.namespace },
      spec: {
        parentRefs: [...new Map(parents.map((parent) => [parent.sectionName, parent])).values()],
        hostnames: [...exposure.hosts],
        rules: [
          {
            matches: exposure.paths.map((value) => ({ path: { type: 'PathPrefix' as const, value } })),
            backendRefs: [{ name: about.name, port }],
          },
        ],
      },
    });
  // That something serves it is checked with the claims.
  else if (className !== undefined) addIngress(chart, about, exposure, { className, port });
}

function addIngress(
  chart: Chart,
  about: Identity,
  { hosts, paths, tls }: Exposure,
  { className, port }: { readonly className: string; readonly port: number },
): void {
  new k8s.KubeIngress(chart, 'ingress', {
    metadata: {
      name: about.name,
      namespace: about.namespace,
      // https://cert-manager.io/docs/usage/ingress/
      ...(tls?.from === 'issuer' && { annotations: { 'cert-manager.io/cluster-issuer': tls.issuer } }),
    },
    spec: {
      ingressClassName: className,
      ...(tls !== undefined && {
        tls: [{ hosts: [...hosts], secretName: tls.from === 'secret' ? tls.secret : `${about.name}-tls` }],
      }),
      rules: hosts.map((host) => ({
        host,
        http: {
          paths: paths.map((path) => ({
            path,
            pathType: 'Prefix',
            backend: { service: { name: about.name, port: { number: port } } },
          })),
        },
      })),
    },
  });
}

/** Port of the Service that the route leads to. */
function servicePort(app: AppSettings): Route['port'] {
  const [name] = exposedPorts(app);
  // A missing port is reported with the props.
  return portsOf(app).find((port) => port.name === name)?.service ?? httpPort;
}

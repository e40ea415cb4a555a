import { chartServices, claim, type Claim, parsePort, valueOf, webPages } from '../../core';
import { type Routed, routedClaims } from '../routed';
import type { ArgoCdSettings } from './props';
import { podsOf } from './workloads';

/** `server.service.servicePortHttp` of the chart. It leads to the port of the server, whether that speaks HTTP or HTTPS. */
const httpPort = valueOf(parsePort(80));

/** The page of Argo CD as people reach it from outside; undefined where they do not. */
export function routedPage(
  { name, domain, route }: ArgoCdSettings,
  namespace: string,
  release: string,
): Routed | undefined {
  if (route === undefined || domain === undefined) return undefined;
  return {
    ...{ name, namespace, service: `${release}-server`, port: httpPort },
    ...{ hosts: [domain], paths: ['/'], tls: route.tls },
    ...(route.by !== undefined && { by: route.by }),
  };
}

/** The claims of the page: how a person opens it, its route, and the Service of the chart to which that leads. */
export function pageClaims(routed: Routed | undefined, namespace: string, release: string): readonly Claim[] {
  const page = pageClaim(routed, namespace, release);
  if (routed === undefined) return [page];
  const { service: name, port } = routed;
  const selector = podsOf(release, 'server');
  return [
    page,
    ...routedClaims(routed, '.route'),
    claim(chartServices, { name, namespace, port, target: 'server', selector }),
  ];
}

/**
 * How a person opens the page. Argo CD makes the password of `admin` when it starts for the first time.
 * https://argo-cd.readthedocs.io/en/stable/getting_started/#4-login-using-the-cli
 */
function pageClaim(routed: Routed | undefined, namespace: string, release: string): Claim {
  const [host] = routed?.hosts ?? [];
  const password = [
    `kubectl --namespace ${namespace} get secret argocd-initial-admin-secret --output jsonpath='{.data.password}' | base64 --decode`,
  ];
  const change =
    'Log in as admin with the password that the first command prints, and choose another one under User Info. Then delete the Secret argocd-initial-admin-secret.';
  return claim(
    webPages,
    host === undefined
      ? {
          title: 'Argo CD',
          how: `${change} The page is at https://localhost:8080 while the second command runs; the browser warns of its certificate.`,
          commands: [
            ...password,
            `kubectl --namespace ${namespace} port-forward service/${release}-server 8080:443`,
          ],
        }
      : {
          title: 'Argo CD',
          how: `The page is at https://${host} once the Gateway or Ingress has its certificate. ${change} The command line needs --grpc-web.`,
          commands: [...password, `argocd login ${host} --grpc-web --username admin`],
        },
  );
}

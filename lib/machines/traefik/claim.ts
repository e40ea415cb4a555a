import { givenKinds, type IngressRedirect, ingressClasses, type NamedIngress } from '../../component';
import { type Claim, claim } from '../../inventory';

/** https://doc.traefik.io/traefik/reference/dynamic-configuration/kubernetes-crd/ (Traefik 3, group traefik.io/v1alpha1) */
const kinds = claim(givenKinds, {
  group: 'traefik.io',
  kinds: [
    'IngressRoute',
    'IngressRouteTCP',
    'IngressRouteUDP',
    'Middleware',
    'MiddlewareTCP',
    'ServersTransport',
    'ServersTransportTCP',
    'TLSOption',
    'TLSStore',
    'TraefikService',
  ],
});

/**
 * Traefik serves an Ingress with TLS at its ports for HTTP and for HTTPS, and redirects only where a middleware says so. The name
 * of a middleware begins with its namespace, and ends with what it comes from.
 * https://doc.traefik.io/traefik/routing/providers/kubernetes-ingress/#annotations,
 * https://doc.traefik.io/traefik/middlewares/http/redirectscheme/
 */
function redirect({ name, namespace }: NamedIngress): IngressRedirect {
  const middleware = `${name}-https`;
  return {
    annotations: {
      'traefik.ingress.kubernetes.io/router.middlewares': `${namespace}-${middleware}@kubernetescrd`,
    },
    object: {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata: { name: middleware, namespace },
      // A request by HTTPS already passes.
      spec: { redirectScheme: { scheme: 'https', permanent: true } },
    },
  };
}

/**
 * What Traefik brings that came with a cluster: its class of Ingresses and its custom kinds.
 * @param isDefault whether Ingresses that name no class are of this one; undefined where that is not known
 */
export function traefikClaims(className: string, isDefault?: boolean): readonly Claim[] {
  return [
    claim(ingressClasses, { name: className, redirect, ...(isDefault !== undefined && { isDefault }) }),
    kinds,
  ];
}

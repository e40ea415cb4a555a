import { app, argoCd, certManager, cilium, gatewayApi } from '../components';
import type { Component } from '../component';
import type { ClusterInput } from '../plan';
import { ciliumBase, ciliumProps } from '../plan/fixtures/base';

const acme = {
  kind: 'acme',
  email: 'admin@example.com',
  cloudflare: { secret: 'cloudflare', zones: ['example.com'] },
} as const;

/** A cluster with Cilium, which serves Gateways, and cert-manager with issuers of Let's Encrypt, beside these components. */
export function gatewayCluster(
  components: readonly Component[],
  network: Partial<CiliumProps> = ciliumProps,
  delivery: Component = argoCd(),
): ClusterInput {
  const definitions = gatewayApi();
  return {
    ...ciliumBase,
    secrets: { 'cert-manager/cloudflare': { from: 'manual' } },
    components: [
      delivery,
      definitions,
      cilium({ version: '1.19.6', ...network, gatewayApi: definitions.version }),
      certManager({
        issuers: [
          { ...acme, name: 'staging', server: 'staging' },
          { ...acme, name: 'production', server: 'production' },
        ],
      }),
      ...components,
    ],
  };
}

type CiliumProps = Parameters<typeof cilium>[0];
type Exposure = NonNullable<Parameters<typeof app>[0]['exposure']>;
type RouteExposure = Omit<Extract<Exposure, { kind: 'route' }>, 'kind'>;

/** An app of this name with a route. */
export function routedApp(name: string, exposure: RouteExposure): Component {
  return app({
    name,
    image: 'registry.example.com/shop:1.4.2',
    ports: { http: 8080 },
    exposure: { kind: 'route', ...exposure },
  });
}

/** A certificate of an issuer. */
export function issuedBy(issuer: string) {
  return { from: 'issuer', issuer } as const;
}

import { findingsIn } from '../check';
import type { Component } from '../core';
import { k3s, kubernetes } from '../machines';
import { type ClusterInput, defineCluster } from '../plan';
import { base } from '../plan/fixtures/base';
import { bundled } from '../testing/clusters';
import { field } from '../testing/field';
import { app } from './app';
import { argoCd } from './argo-cd';

const ingress = {
  namespace: 'edge',
  service: 'edge',
  className: 'edge',
  pods: { app: 'edge' },
  ports: [
    { port: 80, target: 80 },
    { port: 443, target: 443 },
  ],
} as const;
const distributions = {
  k3s: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  traefik: kubernetes({
    version: 'v1.33.5',
    networkPlugin: 'calico',
    ingress: { ...ingress, controller: 'traefik' },
  }),
  other: kubernetes({ version: 'v1.33.5', networkPlugin: 'calico', ingress }),
};

/** A shop at a host, with TLS or without. */
function shop(tls: boolean): Component {
  return app({
    name: 'shop',
    namespace: 'shops',
    image: 'registry.example.com/shop:1.4.2',
    ports: { http: 8080 },
    exposure: {
      kind: 'route',
      hosts: ['shop.example.com'],
      ...(tls && { tls: { from: 'secret', secret: 'shop-tls' } }),
    },
  });
}

function clusterOf(distribution: ClusterInput['distribution'], tls: boolean): ClusterInput {
  return {
    ...base,
    distribution,
    components: [argoCd(), shop(tls)],
    secrets: tls ? { 'shops/shop-tls': { from: 'manual' } } : {},
  };
}

function objectsIn(input: ClusterInput, kind: string): readonly object[] {
  return bundled(input).objects.flatMap(({ object }) => (object.kind === kind ? [object] : []));
}

test.each(['k3s', 'traefik'] as const)(
  'on a cluster with Traefik (%s), an Ingress with TLS ships with what redirects HTTP to HTTPS',
  (name) => {
    const input = clusterOf(distributions[name], true);
    expect(objectsIn(input, 'Middleware')).toMatchObject([
      {
        apiVersion: 'traefik.io/v1alpha1',
        metadata: { name: 'shop-https', namespace: 'shops' },
        spec: { redirectScheme: { scheme: 'https', permanent: true } },
      },
    ]);
    const [found = {}] = objectsIn(input, 'Ingress');
    expect(field(found, 'metadata', 'annotations')).toEqual({
      'traefik.ingress.kubernetes.io/router.middlewares': 'shops-shop-https@kubernetescrd',
    });
    expect(defineCluster(input).problems).toEqual([]);
    expect(findingsIn(bundled(input))).toEqual([]);
  },
);

test.each([
  ['without TLS, there is nothing to redirect to', 'k3s', false],
  ['where other pods serve Ingresses, nothing is known to ship', 'other', true],
] as const)('%s', (_, name, tls) => {
  const input = clusterOf(distributions[name], tls);
  expect(objectsIn(input, 'Middleware')).toEqual([]);
  const [found = {}] = objectsIn(input, 'Ingress');
  expect(field(found, 'metadata', 'annotations')).toBeUndefined();
});

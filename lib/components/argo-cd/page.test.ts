import { findingsIn } from '../../check';
import { type ClusterInput, defineCluster } from '../../plan';
import { filesOf } from '../../synth';
import { bundled, planned } from '../../testing/clusters';
import { find } from '../../testing/facts';
import { field } from '../../testing/field';
import { gatewayCluster } from '../../testing/gateways';
import { clusterGateway } from '../cluster-gateway';
import { argoCd } from './argo-cd';

const issued = { tls: { from: 'issuer', issuer: 'production' } } as const;
const reachable = gatewayCluster(
  [clusterGateway({ address: '192.0.2.240' })],
  undefined,
  argoCd({ domain: 'argocd.example.com', route: issued }),
);

test('behind a Gateway it speaks HTTP, and its route attaches to the listener for its domain', () => {
  expect(defineCluster(reachable).problems).toEqual([]);
  expect(findingsIn(bundled(reachable))).toEqual([]);
  const objects = bundled(reachable).objects.map(({ object }) => object);
  const values = field(find(objects, 'Application', 'argo-cd')['spec'], 'sources', 0, 'helm', 'valuesObject');
  expect(values).toMatchObject({ configs: { params: { 'server.insecure': true } } });
  expect(find(objects, 'HTTPRoute', 'argo-cd')).toMatchObject({
    metadata: { namespace: 'argocd' },
    spec: {
      parentRefs: [{ name: 'gateway', namespace: 'gateway', sectionName: 'https-argocd.example.com' }],
      hostnames: ['argocd.example.com'],
      rules: [{ backendRefs: [{ name: 'argocd-server', port: 80 }] }],
    },
  });
});

test('a route opens the server to what serves Gateways, and nothing else of Argo CD', () => {
  const openOf = (input: ClusterInput) =>
    planned(input)
      .components.filter(({ name }) => name === 'argo-cd')
      .flatMap(({ workloads }) => workloads)
      .flatMap(({ name, listens }) =>
        listens.flatMap(({ name: port, open }) => (open === 'declared' ? [] : [`${name} ${port} ${open}`])),
      );
  expect(openOf(gatewayCluster([]))).toEqual([]);
  expect(openOf(reachable)).toEqual(['server server ingress']);
});

test('it does not wait for its Gateway or its certificate, so that nothing else is installed by hand', () => {
  const page = pageOf(reachable);
  expect(page).not.toContain('helm upgrade --install cert-manager');
  expect(page).toContain(
    'The page is at https://argocd.example.com once the Gateway or Ingress has its certificate.',
  );
});

test('without a route, the page of the bootstrap forwards a port to it', () => {
  expect(pageOf(gatewayCluster([]))).toContain(
    'kubectl --namespace argocd port-forward service/argocd-server 8080:443',
  );
});

function pageOf(input: ClusterInput): string {
  return filesOf(bundled(input)).find(({ path }) => path.endsWith('/bootstrap/README.md'))?.text ?? '';
}

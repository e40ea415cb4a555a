import { type ApiObject, Chart, Testing } from 'cdk8s';
import { AppProject, Application, ApplicationSet } from '../../imports/argoproj.io';
import { SealedSecret } from '../../imports/bitnami.com';
import { Certificate, ClusterIssuer, Issuer } from '../../imports/cert-manager.io';
import {
  CiliumClusterwideNetworkPolicy,
  CiliumL2AnnouncementPolicy,
  CiliumLoadBalancerIPPool,
  CiliumLoadBalancerIPPoolV2Alpha1,
  CiliumNetworkPolicy,
} from '../../imports/cilium.io';
import { ClusterSecretStore, ExternalSecret, SecretStore } from '../../imports/external-secrets.io';
import {
  GRPCRoute,
  Gateway,
  GatewayClass,
  HTTPRoute,
  ReferenceGrant,
} from '../../imports/gateway.networking.k8s.io';
import { Kafka, KafkaNodePool, KafkaTopic } from '../../imports/kafka.strimzi.io';
import { customKinds } from '../../imports/kinds';
import { RecurringJob } from '../../imports/longhorn.io';
import { IPAddressPool, L2Advertisement } from '../../imports/metallb.io';
import { sources } from './sources';

const chart = new Chart(Testing.app(), 'observatory', { namespace: 'stars' });
const destination = { server: 'https://kubernetes.default.svc', namespace: 'stars' };
const source = { repoURL: 'https://git.example.com/stars.git', path: 'dist' };
const issuer = { selfSigned: {} };
const vault = { provider: { vault: { server: 'https://vault.example.com', auth: {} } } };
const pool = { blocks: [{ cidr: '192.0.2.0/24' }] };
const rule = {
  endpointSelector: { matchLabels: { app: 'secure-app' } },
  ingress: [{ fromEndpoints: [{ matchLabels: { app: 'authorized-client' } }] }],
};

/** One object of each kind as a component would write it. That this file compiles says as much as that it passes. */
const objects: readonly ApiObject[] = [
  new Application(chart, 'a1', {
    spec: { project: 'stars', source, destination, syncPolicy: { automated: {} } },
  }),
  new ApplicationSet(chart, 'a2', {
    spec: {
      generators: [{ list: { elements: [] } }],
      template: { metadata: { name: '{{name}}' }, spec: { project: 'stars', source, destination } },
    },
  }),
  new AppProject(chart, 'a3', { spec: { sourceRepos: [source.repoURL], destinations: [destination] } }),
  new CiliumNetworkPolicy(chart, 'c1', { spec: rule }),
  new CiliumClusterwideNetworkPolicy(chart, 'c2', {
    spec: { nodeSelector: {}, ingress: [{ fromEntities: ['host'] }] },
  }),
  new CiliumLoadBalancerIPPool(chart, 'c3', { spec: pool }),
  new CiliumLoadBalancerIPPoolV2Alpha1(chart, 'c4', { spec: pool }),
  new CiliumL2AnnouncementPolicy(chart, 'c5', { spec: { loadBalancerIPs: true, interfaces: ['eth0'] } }),
  new IPAddressPool(chart, 'm1', { spec: { addresses: ['192.0.2.10-192.0.2.20'] } }),
  new L2Advertisement(chart, 'm2', { spec: { ipAddressPools: ['first-pool'] } }),
  new RecurringJob(chart, 'l1', {
    spec: { name: 'nightly', task: 'snapshot', cron: '0 3 * * *', retain: 7, concurrency: 1 },
  }),
  new GatewayClass(chart, 'g1', { spec: { controllerName: 'io.cilium/gateway-controller' } }),
  new Gateway(chart, 'g2', {
    spec: { gatewayClassName: 'cilium', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }] },
  }),
  new HTTPRoute(chart, 'g3', {
    spec: { hostnames: ['stars.example.com'], rules: [{ backendRefs: [{ name: 'a', port: 80 }] }] },
  }),
  new GRPCRoute(chart, 'g4', { spec: { parentRefs: [{ name: 'front' }] } }),
  new ReferenceGrant(chart, 'g5', {
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'a' }],
      to: [{ group: '', kind: 'Service' }],
    },
  }),
  new ClusterIssuer(chart, 'i1', { spec: issuer }),
  new Issuer(chart, 'i2', { spec: issuer }),
  new Certificate(chart, 'i3', {
    spec: { secretName: 'tls', dnsNames: ['stars.example.com'], issuerRef: { name: 'ca' } },
  }),
  new SealedSecret(chart, 's1', { spec: { encryptedData: { password: 'AgBy' } } }),
  new ExternalSecret(chart, 's2', {
    spec: { secretStoreRef: { name: 'vault' }, dataFrom: [{ extract: { key: 'stars' } }] },
  }),
  new SecretStore(chart, 's3', { spec: vault }),
  new ClusterSecretStore(chart, 's4', { spec: vault }),
  new Kafka(chart, 'k1', {
    spec: {
      kafka: {
        listeners: [{ name: 'plain', port: 9092, type: 'internal', tls: false }],
        config: { 'min.insync.replicas': 1 },
      },
    },
  }),
  new KafkaNodePool(chart, 'k2', {
    spec: {
      replicas: 3,
      roles: ['controller', 'broker'],
      storage: { type: 'persistent-claim', size: '8Gi' },
    },
  }),
  new KafkaTopic(chart, 'k3', { spec: { partitions: 3, replicas: 1, config: { 'retention.ms': 1000 } } }),
];

test('each listed kind has a class that writes its apiVersion and kind', () => {
  const listed = sources.flatMap(({ group, kinds }) =>
    kinds.map(({ version, kind }) => `${group}/${version} ${kind}`),
  );
  expect(objects.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual(listed.sort());
  for (const object of objects) {
    expect(object.toJson()).toMatchObject({ apiVersion: object.apiVersion, kind: object.kind });
  }
});

test('an object holds what was written and nothing else', () => {
  const policy = new CiliumNetworkPolicy(chart, 'policy', { metadata: { name: 'secure-pods' }, spec: rule });
  expect(policy.toJson()).toEqual({
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: 'secure-pods', namespace: 'stars' },
    spec: rule,
  });
});

test('the table of scopes holds each kind once, with the scope that the API server gives it', () => {
  const listed = sources.flatMap(({ group, kinds }) => kinds.map(({ kind }) => `${group}/${kind}`));
  expect(Object.keys(customKinds).sort()).toEqual([...new Set(listed)].sort());
  expect(Object.keys(customKinds).filter((kind) => customKinds[kind]?.namespaced === false)).toEqual([
    'cert-manager.io/ClusterIssuer',
    'cilium.io/CiliumClusterwideNetworkPolicy',
    'cilium.io/CiliumL2AnnouncementPolicy',
    'cilium.io/CiliumLoadBalancerIPPool',
    'external-secrets.io/ClusterSecretStore',
    'gateway.networking.k8s.io/GatewayClass',
  ]);
});

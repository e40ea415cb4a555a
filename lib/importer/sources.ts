import { longhorn } from './longhorn';
import { metallb } from './metallb';
import type { GroupSource, KindSource } from './source';

const namespaced = (version: string, ...kinds: string[]): KindSource[] =>
  kinds.map((kind) => ({ kind, version, namespaced: true }));
const clusterWide = (version: string, ...kinds: string[]): KindSource[] =>
  kinds.map((kind) => ({ kind, version, namespaced: false }));

/**
 * Every custom kind that asterism writes. Adding one here and running `npm run import` is all it takes.
 *
 * The packages follow upstream at their own pace. Held against the definitions of Argo CD 3.5, cert-manager 1.21,
 * Gateway API 1.4 and Strimzi 1.2, their types lack a few of the newest fields (`tagPrefix` of an
 * Application's source, `templatedVolumes` of Strimzi's pods), and those of the Gateway API also hold fields of its
 * experimental channel (`retry`, `cors`, `sessionPersistence`), which the standard definitions do not have.
 */
export const sources: readonly GroupSource[] = [
  {
    from: 'package',
    group: 'argoproj.io',
    package: '@kubernetes-models/argo-cd',
    kinds: namespaced('v1alpha1', 'Application', 'ApplicationSet', 'AppProject'),
  },
  {
    from: 'package',
    group: 'cilium.io',
    package: '@kubernetes-models/cilium',
    kinds: [
      ...namespaced('v2', 'CiliumNetworkPolicy'),
      ...clusterWide('v2', 'CiliumClusterwideNetworkPolicy', 'CiliumLoadBalancerIPPool'),
      ...clusterWide('v2alpha1', 'CiliumL2AnnouncementPolicy'),
      // Cilium 1.17 serves only this version of it, Cilium 1.18 and later both.
      ...clusterWide('v2alpha1', 'CiliumLoadBalancerIPPool'),
    ],
  },
  longhorn,
  metallb,
  {
    from: 'package',
    group: 'gateway.networking.k8s.io',
    package: '@kubernetes-models/gateway-api',
    kinds: [
      ...clusterWide('v1', 'GatewayClass'),
      ...namespaced('v1', 'Gateway', 'HTTPRoute', 'GRPCRoute'),
      ...namespaced('v1beta1', 'ReferenceGrant'),
    ],
  },
  {
    from: 'package',
    group: 'cert-manager.io',
    package: '@kubernetes-models/cert-manager',
    kinds: [...clusterWide('v1', 'ClusterIssuer'), ...namespaced('v1', 'Issuer', 'Certificate')],
  },
  {
    from: 'package',
    group: 'bitnami.com',
    package: '@kubernetes-models/sealed-secrets',
    kinds: namespaced('v1alpha1', 'SealedSecret'),
  },
  {
    from: 'package',
    group: 'external-secrets.io',
    package: '@kubernetes-models/external-secrets',
    kinds: [...namespaced('v1', 'ExternalSecret', 'SecretStore'), ...clusterWide('v1', 'ClusterSecretStore')],
  },
  {
    from: 'package',
    group: 'kafka.strimzi.io',
    // Volume sources and environment values under `template`, and the certificate of a trusted one, are `any` there:
    // a wrong field in them compiles.
    package: '@kubernetes-models/strimzi-kafka-operator',
    kinds: namespaced('v1', 'Kafka', 'KafkaNodePool', 'KafkaTopic'),
  },
];

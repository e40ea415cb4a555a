import {
  argoCd,
  cilium,
  gatewayApi,
  kafka,
  metallb,
  sealedSecrets,
  strimziOperator,
} from '../../lib/components';
import { cilium as ciliumVersions } from '../../lib/components/versions';
import { k3s } from '../../lib/machines';
import type { ClusterInput } from '../../lib/plan';
import { makeCertificate } from '../../lib/testing/certificate';
import { smallCluster } from '../../lib/testing/clusters';

/** A cluster with a component that a chart makes, in one of the forms in which its values differ. */
export interface ChartCase {
  /** `cilium 1.19.6 with everything`. */
  readonly what: string;
  /** Name of the component, and of its Application. */
  readonly name: string;
  /** Whether all is on that makes the chart render more objects. */
  readonly everything: boolean;
  readonly cluster: ClusterInput;
}

/** Every option of every component that a chart makes, each at least once set to something else than its default. */
export function chartCases(): readonly ChartCase[] {
  return [...argoCdCases(), ...ciliumVersions.versions.flatMap(ciliumCases), ...otherCases()];
}

const pools = [{ name: 'pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
const release = 'v1.33.5+k3s1';
/** k3s as it is when Cilium does the work of flannel, kube-proxy and its load balancer. */
const distribution = k3s({
  version: release,
  networkPlugin: 'none',
  kubeProxy: false,
  disable: ['servicelb', 'traefik'],
});
const announce = { interfaces: ['eth0'], nodeSelector: { 'kubernetes.io/hostname': 'ada' } };

function argoCdCases(): readonly ChartCase[] {
  const everything = argoCd({
    domain: 'argocd.home.example.com',
    applicationSets: true,
    clusters: ['https://192.0.2.99:6443'],
    endpoints: true,
    controllerMemory: '2Gi',
    repoServerMemory: '1Gi',
  });
  return [
    {
      what: 'argo-cd with everything',
      name: 'argo-cd',
      everything: true,
      cluster: smallCluster([everything], { delivery: 'rolling' }),
    },
    { what: 'argo-cd alone', name: 'argo-cd', everything: false, cluster: smallCluster([argoCd()]) },
  ];
}

function ciliumCases(version: (typeof ciliumVersions.versions)[number]): readonly ChartCase[] {
  const gateways = gatewayApi({ version: ciliumVersions.lines[version].gatewayApi });
  const apiServer = { host: '127.0.0.1', port: 6444 };
  const everything = cilium({
    version,
    apiServer,
    hubble: { relay: true, ui: true, metrics: ['dns', 'drop'] },
    prometheus: true,
    sctp: true,
    gatewayApi: gateways.version,
    ingress: { mode: 'shared', address: '192.0.2.240' },
    loadBalancer: { pools, announce },
  });
  return [
    {
      what: `cilium ${version} with everything`,
      name: 'cilium',
      everything: true,
      cluster: smallCluster([everything, gateways], { distribution }),
    },
    {
      what: `cilium ${version} on one node, with a load balancer for each Ingress`,
      name: 'cilium',
      everything: false,
      cluster: smallCluster(
        [cilium({ version, apiServer, ingress: { mode: 'dedicated' }, loadBalancer: { pools } })],
        {
          distribution,
          nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
        },
      ),
    },
    {
      what: `cilium ${version} beside kube-proxy`,
      name: 'cilium',
      everything: false,
      cluster: smallCluster([cilium({ version, kubeProxyReplacement: false })], {
        distribution: k3s({ version: release, networkPlugin: 'none' }),
      }),
    },
  ];
}

function otherCases(): readonly ChartCase[] {
  const { certificate } = makeCertificate();
  const topics = [{ name: 'orders' }];
  return [
    {
      what: 'metallb with everything',
      name: 'metallb',
      everything: true,
      cluster: smallCluster([metallb({ pools, announce })], {
        distribution: k3s({ version: release, networkPlugin: 'flannel', disable: ['servicelb'] }),
      }),
    },
    {
      what: 'sealed-secrets with everything',
      name: 'sealed-secrets',
      everything: true,
      cluster: smallCluster([sealedSecrets({ memory: '256Mi', certificate })]),
    },
    {
      what: 'strimzi-operator with everything',
      name: 'strimzi-operator',
      everything: true,
      cluster: smallCluster([
        strimziOperator({ watchNamespaces: ['streams'] }),
        kafka({ mode: 'strimzi', namespace: 'streams', topics }),
      ]),
    },
  ];
}

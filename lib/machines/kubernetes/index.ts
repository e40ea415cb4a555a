import { ingressClasses, storageClasses } from '../../component';
import {
  type Claim,
  claim,
  claimsOf,
  declareDistribution,
  type DistributionDeclaration,
  type Facts,
  factsChecks,
  machineClaims,
  serversOf,
} from '../../inventory';
import {
  apiPort,
  flow,
  givenPodsClaims,
  type HostFlow,
  hostFlowClaims,
  kubeletPort,
  nodes,
  packetFilters,
  pods,
  servers,
  type Zone,
} from '../../network';
import { hostCidr, inWords, type Report } from '../../values';
import { traefikClaims } from '../traefik/claim';
import { kubernetesParts } from './parts';
import { kubernetesProps, type KubernetesProps, type KubernetesSettings } from './props';

/**
 * Kubernetes of any other distribution: made with kubeadm, Talos, or by whoever runs it for you. asterism writes everything for it
 * but the configuration of the nodes, and takes from the settings what came with the cluster.
 * @example
 * kubernetes({ version: 'v1.34.1' })
 * kubernetes({ version: 'v1.34.1', networkPlugin: 'calico', dnsService: '10.96.0.10', loadBalancers: true })
 */
export function kubernetes(props: KubernetesProps): DistributionDeclaration {
  return declareDistribution('kubernetes', kubernetesProps, props, (settings) => {
    const { version, managed, ssh, kubeProxy, dnsService, localApi } = settings;
    return {
      title: 'Kubernetes',
      version,
      managed,
      ssh,
      kubeProxy,
      ...(dnsService !== undefined && { dnsService }),
      ...(localApi !== undefined && { localApi }),
      // https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane
      serverLabels: { 'node-role.kubernetes.io/control-plane': '' },
      // https://kubernetes.io/docs/reference/networking/ports-and-protocols/#control-plane
      serverPorts: [
        { port: 10_257, what: 'kube-controller-manager' },
        { port: 10_259, what: 'kube-scheduler' },
        ...(kubeProxy ? [{ port: 10_256, what: 'kube-proxy' }] : []),
      ],
      ...kubernetesParts(settings),
      claims: [
        claim(factsChecks, (facts, at, report) => {
          checkFilters(settings, facts, at, report);
        }),
        claim(hostFlowClaims, kubernetesFlows),
        ...givenPods(settings),
        ...settings.storageClasses.map((one) => claim(storageClasses, one)),
        ...(settings.ingress === undefined ? [] : ingressClaims(settings.ingress)),
      ],
    };
  });
}

function ingressClaims({
  className,
  controller,
}: NonNullable<KubernetesSettings['ingress']>): readonly Claim[] {
  return controller === 'traefik' ? traefikClaims(className) : [claim(ingressClasses, { name: className })];
}

/**
 * Reports nodes whose packet filter is written here, where nothing says what the network plugin sends from node to node: the
 * filter would drop it.
 */
function checkFilters({ networkPlugin }: KubernetesSettings, facts: Facts, at: string, report: Report): void {
  const filtered = facts.nodes
    .filter((node) => claimsOf({ claims: machineClaims({ kind: 'node', node }) }, packetFilters).length > 0)
    .map(({ name }) => name);
  if (networkPlugin === undefined || filtered.length === 0) return;
  report({
    at: `${at}.distribution.networkPlugin`,
    reason: `is "${networkPlugin}", and asterism does not know what it sends between nodes, so the packet filters of ${inWords(filtered)} would drop it`,
    next: 'use a component as the network plugin, such as cilium(), or remove system from these nodes',
  });
}

/** What the parts of Kubernetes send from machine to machine. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
function kubernetesFlows(facts: Facts): readonly HostFlow[] {
  if (facts.distribution.managed) {
    const { address, port } = facts.api;
    const api: Zone = { kind: 'addresses', cidr: hostCidr(address) };
    return [
      flow(nodes, api, 'tcp', port, 'nodes reach the API'),
      flow(pods, api, 'tcp', port, 'pods reach the API'),
      flow(api, nodes, 'tcp', kubeletPort, 'logs and exec by the API server'),
    ];
  }
  return [
    flow(nodes, servers, 'tcp', apiPort, 'nodes reach the API'),
    flow(pods, servers, 'tcp', apiPort, 'pods reach the API'),
    flow(servers, nodes, 'tcp', kubeletPort, 'logs and exec by the API server'),
    ...(serversOf(facts).length > 1
      ? [flow(servers, servers, 'tcp', { first: 2379, last: 2380 }, 'etcd')]
      : []),
  ];
}

/** Pods that came with the cluster. */
function givenPods({ clusterDns, ingress }: KubernetesSettings): readonly Claim[] {
  const name = (target: number) => `port-${target}`;
  return [
    ...(clusterDns === 'given' ? [coreDns] : []),
    ...(ingress === undefined
      ? []
      : [
          claim(givenPodsClaims, {
            name: ingress.service,
            namespace: ingress.namespace,
            labels: ingress.pods,
            ports: ingress.ports.map(({ target }) => ({
              name: name(target),
              port: target,
              transport: 'tcp' as const,
            })),
            service: {
              name: ingress.service,
              ports: Object.fromEntries(ingress.ports.map(({ port, target }) => [name(target), port])),
              balanced: true,
            },
            role: 'ingress',
            serves: ['Ingress'],
          }),
        ]),
  ];
}

/** CoreDNS as kubeadm installs it. https://github.com/kubernetes/kubernetes/blob/v1.34.1/cmd/kubeadm/app/phases/addons/dns/manifests.go */
const coreDns = claim(givenPodsClaims, {
  name: 'coredns',
  namespace: 'kube-system',
  labels: { 'k8s-app': 'kube-dns' },
  ports: [
    { name: 'dns', port: 53, transport: 'udp' },
    { name: 'dns-tcp', port: 53, transport: 'tcp' },
    { name: 'metrics', port: 9153, transport: 'tcp' },
  ],
  service: { name: 'kube-dns' },
  role: 'cluster DNS',
});

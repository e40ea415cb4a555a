import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import type { Facts } from '../../../inventory';
import { hostCidr, type Ipv4, onePort, type PortRange, type Transport } from '../../../values';
import { addressesOf } from '../../firewall/zone-addresses';
import type { Flow, OwnedWorkload } from '../../flows/flows';
import { apiServers, outsideZone } from '../../flows/zone';
import { policyAnnotations, policyName, type WorkloadRules, type WriteContext } from './workload-rules';

/**
 * A NetworkPolicy that opens the flows of one workload. Ports are those of the pods: Services are translated earlier.
 * @param only the direction that it is for; without it both
 */
export function writeNetworkPolicy(
  chart: Chart,
  rules: WorkloadRules,
  context: WriteContext,
  only?: 'Ingress' | 'Egress',
): void {
  const { facts } = context;
  const { component, workload } = rules.place;
  // No workload has a dot in its name.
  const end = only === 'Egress' ? '.egress' : '';
  const ingress = rules.into.flatMap(({ listener, flows }): k8s.NetworkPolicyIngressRule[] => {
    const ports = [portRule(onePort(listener.port), listener.transport)];
    const from = [
      ...distinct(flows.map(({ from: place }) => place)).flatMap((place) => callersOf(place, facts)),
      ...openPeers(listener.open, context),
    ];
    if (listener.open === 'world') return [{ ports }];
    return from.length === 0 ? [] : [{ ports, from: distinctPeers(from) }];
  });
  const egress = rules.out.map((flow): k8s.NetworkPolicyEgressRule => ({
    ports: [portRule(flow.ports, flow.transport)],
    to: targetPeers(flow, facts),
  }));
  new k8s.KubeNetworkPolicy(chart, `policy-${component.name}.${workload.name}${end}`, {
    metadata: {
      name: `${policyName(rules.place)}${end}`,
      namespace: component.namespace,
      annotations: policyAnnotations(rules, { names: false, nodes: !hasOtherNodes(facts) }),
    },
    spec: {
      podSelector: { matchLabels: workload.pods },
      policyTypes: only === undefined ? ['Ingress', 'Egress'] : [only],
      // The API server drops an empty list, and Argo CD would show the difference. `policyTypes` closes the direction.
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress: merged(egress) }),
    },
  });
}

function portRule({ first, last }: PortRange, transport: Transport): k8s.NetworkPolicyPort {
  return {
    port: k8s.IntOrString.fromNumber(first),
    ...(last > first && { endPort: last }),
    protocol: transport.toUpperCase(),
  };
}

/** Rules to the same peers become one rule with several ports, as a person would write it. */
function merged(egress: readonly k8s.NetworkPolicyEgressRule[]): k8s.NetworkPolicyEgressRule[] {
  const rules = new Map<string, k8s.NetworkPolicyEgressRule>();
  for (const rule of egress) {
    const key = JSON.stringify(rule.to);
    const earlier = rules.get(key);
    const ports = [...(earlier?.ports ?? []), ...(rule.ports ?? [])];
    const seen = new Map(ports.map((port) => [JSON.stringify(port), port]));
    rules.set(key, { to: rule.to ?? [], ports: [...seen.values()] });
  }
  return [...rules.values()];
}

function targetPeers({ to }: Flow, facts: Facts): k8s.NetworkPolicyPeer[] {
  switch (to.kind) {
    case 'workload':
      return peersOf(to.place, facts);
    case 'host':
      return facts.hosts.filter((host) => host.name === to.host).map((host) => addressPeer(host.address));
    case 'kube-apiserver':
      return apiServers(facts).addresses.map(addressPeer);
    case 'cluster-dns':
      return [podPeer('kube-system', { 'k8s-app': 'kube-dns' })];
    case 'nodes':
      return facts.nodes.map((node) => addressPeer(node.address));
    case 'internet': {
      const { networks, except } = addressesOf(outsideZone(to.host), facts);
      return networks.map((cidr) => ({
        ipBlock: { cidr, ...(except.length > 0 && { except: [...except] }) },
      }));
    }
  }
}

function peersOf({ component, workload }: OwnedWorkload, facts: Facts): k8s.NetworkPolicyPeer[] {
  if (workload.hostNetwork) return facts.nodes.map((node) => addressPeer(node.address));
  return [podPeer(component.namespace, workload.pods)];
}

/** The peers as which a workload calls. */
function callersOf(place: OwnedWorkload, facts: Facts): k8s.NetworkPolicyPeer[] {
  return place.workload.hostNetwork
    ? [...peersOf(place, facts), ...tunnelPeers(facts)]
    : peersOf(place, facts);
}

function openPeers(
  open: WorkloadRules['into'][number]['listener']['open'],
  { facts, ingress }: WriteContext,
): k8s.NetworkPolicyPeer[] {
  switch (open) {
    case 'declared':
    case 'world':
      return [];
    case 'ingress':
      return ingress.map(({ namespace, labels }) => podPeer(namespace, labels));
    case 'cluster':
      return [{ namespaceSelector: {} }];
    case 'kube-apiserver':
      return [...apiServers(facts).addresses.map(addressPeer), ...tunnelPeers(facts)];
  }
}

/**
 * Other nodes. With a tunnel, what a node sends to another one's pods has an address of the node's own share of the pod network.
 * Which share a node has is known at run time only, hence the whole network. A single node needs none of this: every plugin lets a
 * node reach its own pods. https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
function tunnelPeers(facts: Facts): k8s.NetworkPolicyPeer[] {
  return hasOtherNodes(facts) ? [{ ipBlock: { cidr: facts.networks.pods.cidr } }] : [];
}

/** Whether the API server or another node calls pods from elsewhere than their own node. */
function hasOtherNodes({ nodes, distribution }: Facts): boolean {
  return nodes.length > 1 || distribution.managed;
}

function podPeer(namespace: string, pods: Readonly<Record<string, string>>): k8s.NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: pods },
  };
}

function addressPeer(address: Ipv4): k8s.NetworkPolicyPeer {
  return { ipBlock: { cidr: hostCidr(address) } };
}

function distinct(places: readonly OwnedWorkload[]): OwnedWorkload[] {
  const seen = new Map(places.map((place) => [`${place.component.name}/${place.workload.name}`, place]));
  return [...seen.keys()].sort().flatMap((key) => seen.get(key) ?? []);
}

function distinctPeers(peers: readonly k8s.NetworkPolicyPeer[]): k8s.NetworkPolicyPeer[] {
  return [...new Map(peers.map((peer) => [JSON.stringify(peer), peer])).values()];
}

import { type Facts, networkOf, nixosMachines, type Node, serversOf } from '../../inventory';
import { addressAt, type Cidr, everywhere, type Ipv4, networkAround } from '../../values';
import { filterTable, podBridge, vxlanDevice } from '../firewall/filter';
import type { Table } from '../firewall/rule';
import { apiPort, type HostFlow, vxlanPort } from '../host-flows';
import type { NodePort } from '../service-ports';
import { type GivenPrograms, masqueradeTable, servicesTable, type Translation } from './given-tables';
import type { Machine } from './scene';

/** A pod that stands for those of a node. There are two, so that one can talk to its neighbour. */
export function podName(node: Pick<Node, 'name'>, which: 1 | 2): string {
  return `pod-${which}@${node.name}`;
}

/** Address of such a pod. */
export function podAddress(facts: Facts, node: Node, which: 1 | 2): Ipv4 {
  return addressAt(podShare(facts, node), which + 1);
}

/** The wire on which the machines of a network hear each other. */
export function wireOf(network: string, facts: Facts): string {
  return networkOf(network, facts)?.wire ?? network;
}

/** Every node, with its pods. The devices of pods are those of Flannel, also where Cilium takes its place. */
export function nodeMachines(
  facts: Facts,
  flows: readonly HostFlow[],
  nodePorts: readonly NodePort[],
  programs: GivenPrograms,
): readonly Machine[] {
  const translations = translationsOf(facts, nodePorts);
  const guarded = nixosMachines(facts);
  return facts.nodes.flatMap((node, index) => {
    const own = guarded.find((machine) => machine.kind === 'node' && machine.node === node);
    const tables = [
      ...(own === undefined ? [] : [filterTable(own, flows, facts)]),
      masqueradeTable(facts, programs.masquerade),
      servicesTable(translations, node.address, programs.services),
    ];
    return [
      nodeMachine(facts, node, index === 0 ? balanced(facts) : [], tables),
      ...podMachines(facts, node),
    ];
  });
}

function nodeMachine(
  facts: Facts,
  node: Node,
  answersFor: readonly Ipv4[],
  tables: readonly Table[],
): Machine {
  const { nodes } = facts.networks;
  const share = podShare(facts, node);
  return {
    name: node.name,
    kind: 'node',
    interfaces: [
      {
        name: 'eth0',
        address: node.address,
        network: nodes.cidr,
        wire: wireOf('nodes', facts),
        ...(answersFor.length > 0 && { answersFor }),
      },
      {
        name: podBridge,
        address: addressAt(share, 1),
        network: share,
        wire: `pods of ${node.name}`,
        bridge: true,
      },
    ],
    routes: nodes.gateway === undefined ? [] : [{ to: everywhere, via: nodes.gateway }],
    forwards: true,
    tunnel: {
      device: vxlanDevice,
      address: addressAt(share, 0),
      port: vxlanPort,
      peers: facts.nodes
        .filter((other) => other !== node)
        .map((other) => ({ pods: podShare(facts, other), node: other.address })),
    },
    tables,
    relays: [],
  };
}

function podMachines(facts: Facts, node: Node): readonly Machine[] {
  const share = podShare(facts, node);
  return ([1, 2] as const).map((which) => ({
    name: podName(node, which),
    kind: 'pod',
    interfaces: [
      { name: 'eth0', address: podAddress(facts, node, which), network: share, wire: `pods of ${node.name}` },
    ],
    routes: [{ to: everywhere, via: addressAt(share, 1) }],
    forwards: false,
    tables: [],
    relays: [],
  }));
}

/** The share of the pod network that k3s gives to a node joining in the order in which they are written: a /24. */
function podShare({ networks, nodes }: Facts, node: Node): Cidr {
  return networkAround(addressAt(networks.pods.cidr, nodes.indexOf(node) * 256), 24);
}

/** Addresses to which a gateway passes connections on and which nobody owns: a load balancer's, for which one node answers. */
function balanced({ hosts, nodes }: Facts): readonly Ipv4[] {
  const owned = new Set(
    [...nodes, ...hosts.flatMap((host) => host.interfaces)].map(({ address }) => address),
  );
  const wanted = hosts.flatMap((host) => host.services.gateway?.forwards.map(({ to }) => to) ?? []);
  return [...new Set(wanted)].filter((address) => !owned.has(address));
}

/** Services that every cluster has, and ports of the nodes. The pods behind them are taken to run on the first node. */
function translationsOf(facts: Facts, nodePorts: readonly NodePort[]): readonly Translation[] {
  const [first] = facts.nodes;
  const [server] = serversOf(facts);
  if (first === undefined || server === undefined) return [];
  const to = podAddress(facts, first, 1);
  return [
    {
      address: facts.apiService,
      port: 443,
      transport: 'tcp',
      to: server.address,
      targetPort: apiPort,
      service: 'default/kubernetes',
    },
    ...(['udp', 'tcp'] as const).map((transport) => ({
      address: facts.dnsService,
      port: 53,
      transport,
      to,
      targetPort: 53,
      service: 'kube-system/kube-dns',
    })),
    ...nodePorts.map(({ nodePort, transport, targetPort, service }) => ({
      port: nodePort,
      transport,
      to,
      targetPort,
      service,
    })),
  ];
}

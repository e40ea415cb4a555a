import { type Facts, networkOf, nixosMachines, type Node, serversOf } from '../../inventory';
import { addressAt, type Cidr, everywhere, type Ipv4, networkAround } from '../../values';
import { filterTable, podBridge, vxlanDevice } from '../firewall/filter';
import { apiPort, type HostFlow, vxlanPort } from '../host-flows';
import type { NodePort } from '../service-ports';
import { type GivenPrograms, masqueradeTable, servicesTable, type Translation } from './given-tables';
import type { Machine, Tunnel } from './scene';

/** A pod that stands for those of a node. There are two, so that one can talk to its neighbour. */
export function podName(node: Pick<Node, 'name'>, which: 1 | 2): string {
  return `pod-${which}@${node.name}`;
}

/** Address of such a pod in its node's share of the pod network. */
function podAddress(share: Cidr, which: 1 | 2): Ipv4 {
  return addressAt(share, which + 1);
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
  const guarded = new Map(
    nixosMachines(facts).flatMap((machine) => (machine.kind === 'node' ? [[machine.node, machine]] : [])),
  );
  const shared = { masquerade: masqueradeTable(facts, programs.masquerade), peers: peersIn(facts) };
  return facts.nodes.flatMap((node, index) => {
    const own = guarded.get(node);
    const share = podShare(facts, index);
    const tables = [
      ...(own === undefined ? [] : [filterTable(own, flows, facts)]),
      shared.masquerade,
      servicesTable(translations, node.address, programs.services),
    ];
    const machine = nodeMachine(facts, node, share, index === 0 ? balanced(facts) : []);
    return [{ ...machine, tables, tunnel: tunnelOf(share, shared.peers) }, ...podMachines(node, share)];
  });
}

/** One list for all nodes: lists of their own would grow with the square of the nodes. */
function peersIn(facts: Facts): Tunnel['peers'] {
  return facts.nodes.map(({ address }, index) => ({ pods: podShare(facts, index), node: address }));
}

function tunnelOf(share: Cidr, peers: Tunnel['peers']): Tunnel {
  return { device: vxlanDevice, address: addressAt(share, 0), port: vxlanPort, peers };
}

function nodeMachine(
  facts: Facts,
  node: Node,
  share: Cidr,
  answersFor: readonly Ipv4[],
): Omit<Machine, 'tables'> {
  const { nodes } = facts.networks;
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
    relays: [],
  };
}

function podMachines(node: Node, share: Cidr): readonly Machine[] {
  return ([1, 2] as const).map((which) => ({
    name: podName(node, which),
    kind: 'pod',
    interfaces: [
      { name: 'eth0', address: podAddress(share, which), network: share, wire: `pods of ${node.name}` },
    ],
    routes: [{ to: everywhere, via: addressAt(share, 1) }],
    forwards: false,
    tables: [],
    relays: [],
  }));
}

/** The share of the pod network that k3s gives to a node joining in the order in which they are written: a /24. */
function podShare({ networks }: Facts, index: number): Cidr {
  return networkAround(addressAt(networks.pods.cidr, index * 256), 24);
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
  const [server] = serversOf(facts);
  if (server === undefined) return [];
  const to = podAddress(podShare(facts, 0), 1);
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

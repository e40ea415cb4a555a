import { type Facts, gatewayOf, networkOf, type Node } from '../../inventory';
import { addressAt, type Cidr, everywhere, type Ipv4, networkAround } from '../../values';
import { servicesMasquerade } from '../firewall/masquerade';
import type { PacketFilters } from '../firewall/packet-filter';
import { apiServers, dnsPort } from '../flows/zone';
import type { PodPackets } from '../plugin';
import type { NodePort } from '../service-ports';
import { masqueradeTable, type ServiceRules, servicesTable, type Translation } from './given-tables';
import type { Machine, Tunnel } from './topology';

/** A pod that represents those of a node. There are two, so that one can talk to its neighbour. */
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

/** What does the work of the network on the nodes. */
export interface NodePrograms {
  /** How packets of pods travel. @default not known: none comes to another node */
  readonly packets: PodPackets | undefined;
  /** Name of the table that translates Services. @default nothing is known to do it */
  readonly services: string | undefined;
}

/** Every node, with its pods. */
export function nodeMachines(
  facts: Facts,
  filters: PacketFilters,
  nodePorts: readonly NodePort[],
  { packets, services }: NodePrograms,
): readonly Machine[] {
  const translations = translationsOf(facts, nodePorts);
  const serviceRules: ServiceRules | undefined =
    services === undefined
      ? undefined
      : { table: services, masquerade: servicesMasquerade(facts.networks.pods.cidr) };
  const masquerade = packets === undefined ? [] : [masqueradeTable(facts, packets.masquerade)];
  const peers = peersIn(facts);
  const routes = routesOf(facts, packets, peers);
  return facts.nodes.flatMap((node, index) => {
    const own = filters.get(node.name);
    const share = podShare(facts, index);
    const tables = [
      ...(own === undefined ? [] : [own.table]),
      ...masquerade,
      ...(serviceRules === undefined ? [] : [servicesTable(translations, node.address, serviceRules)]),
    ];
    const pods = { share, device: podDevice(packets) };
    const machine = nodeMachine(facts, node, pods, index === 0 ? balanced(facts) : []);
    const tunnel = packets?.tunnel === undefined ? {} : { tunnel: tunnelOf(share, packets.tunnel, peers) };
    return [{ ...machine, routes, tables, ...tunnel }, ...podMachines(node, share)];
  });
}

/**
 * The ways out of a node: to the pods of every node where no tunnel carries them, and to everything else. One list for all
 * nodes; each node's own bridge comes before the route to its own pods.
 */
function routesOf(
  { networks: { nodes } }: Facts,
  packets: PodPackets | undefined,
  peers: Tunnel['peers'],
): Machine['routes'] {
  const isDirect = packets !== undefined && packets.tunnel === undefined;
  return [
    ...(isDirect ? peers.map(({ pods, node }) => ({ to: pods, via: node })) : []),
    ...(nodes.gateway === undefined ? [] : [{ to: everywhere, via: nodes.gateway }]),
  ];
}

/** One list for all nodes: lists of their own would grow with the square of the nodes. */
function peersIn(facts: Facts): Tunnel['peers'] {
  return facts.nodes.map(({ address }, index) => ({ pods: podShare(facts, index), node: address }));
}

function tunnelOf(
  share: Cidr,
  { device, port, place }: NonNullable<PodPackets['tunnel']>,
  peers: Tunnel['peers'],
): Tunnel {
  return { device, address: addressAt(share, place), port, peers };
}

/** One device in place of those of all pods of a node. */
function podDevice(packets: PodPackets | undefined): string {
  return (packets?.podDevice ?? 'pods').replace(/\*$/, '');
}

function nodeMachine(
  facts: Facts,
  node: Node,
  { share, device }: { readonly share: Cidr; readonly device: string },
  answersFor: readonly Ipv4[],
): Omit<Machine, 'routes' | 'tables'> {
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
        name: device,
        address: addressAt(share, 1),
        network: share,
        wire: `pods of ${node.name}`,
        bridge: true,
      },
    ],
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

/** The share of the pod network that a node gets, joining in the order in which they are written: a /24. */
function podShare({ networks }: Facts, index: number): Cidr {
  return networkAround(addressAt(networks.pods.cidr, index * 256), 24);
}

/** Addresses to which a gateway passes connections on and which no machine owns: a load balancer's, for which one node answers. */
function balanced({ hosts, nodes }: Facts): readonly Ipv4[] {
  const owned = new Set(
    [...nodes, ...hosts.flatMap((host) => host.interfaces)].map(({ address }) => address),
  );
  const wanted = hosts.flatMap((host) => gatewayOf(host)?.forwards.map(({ to }) => to) ?? []);
  return [...new Set(wanted)].filter((address) => !owned.has(address));
}

/** Services that every cluster has, and ports of the nodes. The pods behind them are taken to run on the first node. */
function translationsOf(facts: Facts, nodePorts: readonly NodePort[]): readonly Translation[] {
  const { addresses, port } = apiServers(facts);
  const [server] = addresses;
  if (server === undefined) return [];
  const to = podAddress(podShare(facts, 0), 1);
  return [
    {
      address: facts.apiService,
      port: 443,
      transport: 'tcp',
      to: server,
      targetPort: port,
      service: 'default/kubernetes',
    },
    ...(['udp', 'tcp'] as const).map((transport) => ({
      address: facts.dnsService,
      port: dnsPort,
      transport,
      to,
      targetPort: dnsPort,
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

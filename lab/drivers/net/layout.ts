import { type Cidr, type Ipv4, prefixLength } from '../../../lib/values';
import type { Machine, Topology } from '../../../lib/network/topology/topology';

/** What makes a topology of empty network namespaces, as lines for `ip -batch` and `bridge -batch`. */
export interface Layout {
  /** Bridges and cables, in the namespace that holds the wires. */
  readonly wires: readonly string[];
  readonly machines: readonly MachineLayout[];
}

/** What is done in a machine's own namespace. */
export interface MachineLayout {
  readonly machine: Machine;
  /** Its bridges, and the cables from there: all of this, everywhere, comes first. */
  readonly cables: readonly string[];
  /** Its addresses, its tunnel and its routes. */
  readonly addresses: readonly string[];
  /** Where the tunnel's peers are, for `bridge`. */
  readonly peers: readonly string[];
}

/** Every device that goes with the topology has this group, so that one command takes all of them away. */
export const deviceGroup = 7;

/** Plans the cables between namespaces. @param namespaces that of each machine, by its name */
export function layoutOf(topology: Topology, namespaces: ReadonlyMap<string, string>): Layout {
  const ends = topology.machines.flatMap((machine) => machine.interfaces.map((card) => ({ machine, card })));
  const wires = [...new Set(ends.map(({ card }) => card.wire))];
  const plan = wires.map((wire, index) => {
    const tied = ends.filter(({ card }) => card.wire === wire);
    const holder = tied.find(({ card }) => card.bridge === true);
    const bridge = holder?.card.name ?? `b${index}`;
    const cables = tied
      .filter((end) => end !== holder)
      .flatMap(({ machine, card }, number) => {
        // The kernel allows 15 characters for the name of a card.
        const cable = `l${index}x${number}`;
        const far = `name ${card.name} netns ${namespaces.get(machine.name) ?? ''}`;
        return [
          `link add ${cable} group ${deviceGroup} type veth peer ${far}`,
          `link set ${cable} master ${bridge} up`,
          // As k3s sets it: what a pod sends to itself by way of a Service goes back where it came from.
          ...(holder === undefined ? [] : [`link set ${cable} type bridge_slave hairpin on`]),
        ];
      });
    const lines = [`link add ${bridge} group ${deviceGroup} type bridge`, `link set ${bridge} up`, ...cables];
    return { holder: holder?.machine, lines };
  });
  const linesOf = (machine: Machine | undefined) =>
    plan.filter(({ holder }) => holder === machine).flatMap(({ lines }) => lines);
  return {
    wires: linesOf(undefined),
    machines: topology.machines.map((machine) => ({
      machine,
      cables: linesOf(machine),
      addresses: [
        'link set lo up',
        ...machine.interfaces.flatMap(({ name, address, network, answersFor = [] }) => [
          `address add ${address}/${prefixLength(network)} dev ${name}`,
          ...answersFor.map((further) => `address add ${further}/32 dev ${name}`),
          `link set ${name} up`,
        ]),
        ...tunnelLines(topology, machine),
        ...machine.routes.map(({ to, via }) => `route add ${to} via ${via}`),
      ],
      peers: peersOf(topology, machine).map(
        ({ node, tunnel }) => `fdb append ${macOf(tunnel)} dev ${machine.tunnel?.device ?? ''} dst ${node}`,
      ),
    })),
  };
}

/**
 * What Flannel does: a device without learning and without checksums, and for each peer its pods' route, the way's hardware
 * address, and the node.
 */
function tunnelLines(topology: Topology, machine: Machine): readonly string[] {
  const { tunnel } = machine;
  if (tunnel === undefined) return [];
  const { device, address, port } = tunnel;
  const [first] = machine.interfaces;
  const local = first === undefined ? '' : ` local ${first.address} dev ${first.name}`;
  return [
    `link add ${device} group ${deviceGroup} address ${macOf(address)} type vxlan id 1${local} dstport ${port} nolearning noudpcsum`,
    `address add ${address}/32 dev ${device}`,
    `link set ${device} up`,
    ...peersOf(topology, machine).flatMap((peer) => [
      `neighbour add ${peer.tunnel} lladdr ${macOf(peer.tunnel)} dev ${device} nud permanent`,
      `route add ${peer.pods} via ${peer.tunnel} dev ${device} onlink`,
    ]),
  ];
}

function peersOf(
  topology: Topology,
  machine: Machine,
): readonly { readonly pods: Cidr; readonly node: Ipv4; readonly tunnel: Ipv4 }[] {
  return (machine.tunnel?.peers ?? []).flatMap(({ pods, node }) => {
    const peer = topology.machines.find(
      (other) => other.tunnel !== undefined && other.interfaces.some(({ address }) => address === node),
    );
    return peer?.tunnel === undefined || peer === machine
      ? []
      : [{ pods, node, tunnel: peer.tunnel.address }];
  });
}

/** A hardware address that follows from the address, so that peers know it. */
function macOf(address: Ipv4): string {
  return ['02', '42', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(
    ':',
  );
}

import { cidrBounds, type Ipv4, ipv4ToNumber } from '../../values';
import type { FilterRule } from '../firewall/rule';
import type { Interface, Machine, Topology, Tunnel } from '../topology/topology';
import { type Chains, chainsOf } from './chains';
import { type Peers, peersOf } from './peers';

/** A topology made ready to be walked: addresses as numbers, chains sorted, neighbours found by their wire. */
export interface Ground {
  /** Machines by name. Each is made ready when a walk first comes to it, since most are never walked. */
  readonly standing: { readonly get: (name: string) => Standing | undefined };
  /** Who answers for an address on a wire. */
  readonly holder: (wire: string, address: number) => Arrival | undefined;
  /** The machine whose bridge joins a wire, and the bridge. */
  readonly bridge: (wire: string) => Arrival | undefined;
  /** A rule that is taken as if it were not there. */
  readonly without?: FilterRule;
}

/** A machine, and the device by which something reaches it. */
export interface Arrival {
  readonly at: Standing;
  readonly device: string;
}

/** A machine of the topology, made ready. */
export interface Standing {
  readonly machine: Machine;
  readonly chains: Chains;
  readonly own: ReadonlySet<number>;
  /** Ways out over its cards, the longest prefix first. */
  readonly ways: readonly Way[];
  /** Ways out through its tunnel, to the pods of other nodes. */
  readonly tunnel?: { readonly device: string; readonly address: number; readonly peers: Peers };
}

/** A way out of a machine. */
export interface Way {
  readonly first: number;
  readonly last: number;
  readonly device: string;
  /** The machine's own address on that device. */
  readonly address: number;
  readonly wire?: string;
  /** The next machine; left out where the destination itself is on the wire. */
  readonly via?: number;
  /** The node at the other end of a tunnel. */
  readonly tunnelTo?: Ipv4;
}

/** Makes a topology ready. */
export function groundOf(topology: Topology): Ground {
  const get = standings(topology);
  const holders = new Map<string, Post>();
  const bridges = new Map<string, Post>();
  for (const machine of topology.machines)
    for (const card of machine.interfaces) {
      for (const address of [card.address, ...(card.answersFor ?? [])])
        holders.set(`${card.wire} ${ipv4ToNumber(address)}`, { machine, device: card.name });
      if (card.bridge === true) bridges.set(card.wire, { machine, device: card.name });
    }
  // Linux answers on every wire for each of its addresses, also for those of its other devices.
  for (const machine of topology.machines) {
    const own = ownAddresses(machine);
    for (const card of machine.interfaces)
      for (const address of own) {
        const key = `${card.wire} ${address}`;
        if (!holders.has(key)) holders.set(key, { machine, device: card.name });
      }
  }
  const arrival = (post: Post | undefined): Arrival | undefined => {
    const at = post && get(post.machine.name);
    return post && at && { at, device: post.device };
  };
  return {
    standing: { get },
    holder: (wire, address) => arrival(holders.get(`${wire} ${address}`)),
    bridge: (wire) => arrival(bridges.get(wire)),
  };
}

interface Post {
  readonly machine: Machine;
  readonly device: string;
}

function standings({ machines }: Topology): (name: string) => Standing | undefined {
  const byName = new Map(machines.map((machine) => [machine.name, machine]));
  const ready = new Map<string, Standing>();
  // Nodes share one list of peers.
  const peers = new Map<Tunnel['peers'], Peers>();
  return (name) => {
    const known = ready.get(name);
    if (known !== undefined) return known;
    const machine = byName.get(name);
    if (machine === undefined) return undefined;
    const made = standingOf(machine, peers);
    ready.set(name, made);
    return made;
  };
}

function standingOf(machine: Machine, known: Map<Tunnel['peers'], Peers>): Standing {
  const { interfaces, tunnel } = machine;
  const peers = tunnel && (known.get(tunnel.peers) ?? peersOf(tunnel.peers));
  if (tunnel !== undefined && peers !== undefined) known.set(tunnel.peers, peers);
  return {
    machine,
    chains: chainsOf(machine.tables),
    own: new Set(ownAddresses(machine)),
    ways: [
      ...interfaces.map((card) => onWire(card)),
      ...machine.routes.flatMap(({ to, via }): Way[] => {
        const card = interfaces.find((one) => contains(one, ipv4ToNumber(via)));
        return card === undefined ? [] : [{ ...onWire(card), ...cidrBounds(to), via: ipv4ToNumber(via) }];
      }),
    ].sort((a, b) => sizeOf(a) - sizeOf(b)),
    ...(tunnel !== undefined &&
      peers !== undefined && {
        tunnel: { device: tunnel.device, address: ipv4ToNumber(tunnel.address), peers },
      }),
  };
}

function ownAddresses({ interfaces, tunnel }: Machine): readonly number[] {
  const own = interfaces.flatMap((card) => [card.address, ...(card.answersFor ?? [])]);
  return [...own, ...(tunnel === undefined ? [] : [tunnel.address])].map(ipv4ToNumber);
}

function sizeOf({ first, last }: Pick<Way, 'first' | 'last'>): number {
  return last - first;
}

function onWire(card: Interface): Way {
  return {
    ...cidrBounds(card.network),
    device: card.name,
    address: ipv4ToNumber(card.address),
    wire: card.wire,
  };
}

function contains({ network }: Interface, address: number): boolean {
  const { first, last } = cidrBounds(network);
  return address >= first && address <= last;
}

/** The way that a machine takes to an address: the longest prefix; of equal ones its own network, then its tunnel, then a route. */
export function wayTo({ ways, tunnel }: Standing, address: number): Way | undefined {
  const way = ways.find(({ first, last }) => address >= first && address <= last);
  const peer = tunnel?.peers.around(address);
  if (tunnel === undefined || peer === undefined) return way;
  const isNearer =
    way === undefined ||
    sizeOf(peer) < sizeOf(way) ||
    (sizeOf(peer) === sizeOf(way) && way.via !== undefined);
  const { first, last, node } = peer;
  return isNearer ? { first, last, device: tunnel.device, address: tunnel.address, tunnelTo: node } : way;
}

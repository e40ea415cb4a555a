import { cidrBounds, type Ipv4, ipv4ToNumber } from '../../values';
import type { Rule } from '../firewall/rule';
import type { Interface, Machine, Scene } from '../scene/scene';
import { type Chains, chainsOf } from './chains';

/** A scene made ready to be walked: addresses as numbers, chains sorted, neighbours found by their wire. */
export interface Ground {
  readonly standing: ReadonlyMap<string, Standing>;
  /** Who answers for an address on a wire. */
  readonly holder: (wire: string, address: number) => Arrival | undefined;
  /** The machine whose bridge joins a wire, and the bridge. */
  readonly bridge: (wire: string) => Arrival | undefined;
  /** A rule that is taken as if it were not there. */
  readonly without?: Rule;
}

/** A machine, and the device by which something reaches it. */
export interface Arrival {
  readonly at: Standing;
  readonly device: string;
}

/** A machine of the scene, made ready. */
export interface Standing {
  readonly machine: Machine;
  readonly chains: Chains;
  readonly own: ReadonlySet<number>;
  /** Ways out, the longest prefix first. */
  readonly ways: readonly Way[];
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

/** Makes a scene ready. */
export function groundOf(scene: Scene): Ground {
  const standing = new Map(scene.machines.map((machine) => [machine.name, standingOf(machine)]));
  const holders = new Map<string, Arrival>();
  const bridges = new Map<string, Arrival>();
  for (const at of standing.values())
    for (const card of at.machine.interfaces) {
      for (const address of [card.address, ...(card.answersFor ?? [])])
        holders.set(`${card.wire} ${ipv4ToNumber(address)}`, { at, device: card.name });
      if (card.bridge === true) bridges.set(card.wire, { at, device: card.name });
    }
  // Linux answers on every wire for each of its addresses, also for those of its other devices.
  for (const at of standing.values())
    for (const card of at.machine.interfaces)
      for (const address of at.own) {
        const key = `${card.wire} ${address}`;
        if (!holders.has(key)) holders.set(key, { at, device: card.name });
      }
  return {
    standing,
    holder: (wire, address) => holders.get(`${wire} ${address}`),
    bridge: (wire) => bridges.get(wire),
  };
}

function standingOf(machine: Machine): Standing {
  const { interfaces, tunnel } = machine;
  const own = interfaces.flatMap((card) => [card.address, ...(card.answersFor ?? [])]);
  return {
    machine,
    chains: chainsOf(machine.tables),
    own: new Set([...own, ...(tunnel === undefined ? [] : [tunnel.address])].map(ipv4ToNumber)),
    ways: [
      ...interfaces.map((card) => onWire(card)),
      ...(tunnel?.peers ?? []).map((peer): Way => ({
        ...cidrBounds(peer.pods),
        device: tunnel?.device ?? '',
        address: ipv4ToNumber(tunnel?.address ?? peer.node),
        tunnelTo: peer.node,
      })),
      ...machine.routes.flatMap(({ to, via }): Way[] => {
        const card = interfaces.find((one) => contains(one, ipv4ToNumber(via)));
        return card === undefined ? [] : [{ ...onWire(card), ...cidrBounds(to), via: ipv4ToNumber(via) }];
      }),
    ].sort((a, b) => a.last - a.first - (b.last - b.first)),
  };
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

/** The way that a machine takes to an address. */
export function wayTo({ ways }: Standing, address: number): Way | undefined {
  return ways.find(({ first, last }) => address >= first && address <= last);
}

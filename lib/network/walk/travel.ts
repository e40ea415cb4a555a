import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from '../../values';
import type { Devices } from './chains';
import { type Arrival, type Standing, type Way, wayTo } from './ground';
import type { Passing } from './hook';
import { ephemeralPort, type Packet } from './packet';
import { begin, blocked, note, type Outcome, pass, remember, type Trip } from './trip';

/** The address that a packet of a machine to another one has. */
export function sourceFor(at: Standing, to: number): number {
  if (isOwn(at, to)) return to;
  return wayTo(at, to)?.address ?? ipv4ToNumber(at.machine.interfaces[0]?.address ?? loopback);
}

const loopback = ipv4FromNumber(0x7f00_0001);

function isOwn({ own }: Standing, address: number): boolean {
  return own.has(address) || isLoopback(address);
}

function isLoopback(address: number): boolean {
  return address >>> 24 === 127;
}

/** A machine sends a packet of its own, which comes as far as it can. */
export function originate(trip: Trip, at: Standing, sent: Packet): Outcome {
  const before = begin(trip, at, sent);
  const way = wayTo(at, sent.destination);
  const local = isOwn(at, sent.destination);
  if (!local && way === undefined)
    return blocked(trip, at, { kind: 'no-route', to: ipv4FromNumber(sent.destination) });
  const out = pass(trip, at, 'output', before, { oifname: local ? 'lo' : (way?.device ?? '') }, 0);
  if (out === undefined) return { arrived: false, at: at.machine.name };
  if (isOwn(at, out.packet.destination)) {
    // Masquerade finds no address on lo that may be seen elsewhere, and takes the machine's first.
    const first = ipv4ToNumber(at.machine.interfaces[0]?.address ?? loopback);
    const left = pass(trip, at, 'postrouting', out, { oifname: 'lo' }, first);
    const come = left && pass(trip, at, 'prerouting', left, { iifname: 'lo' }, 0);
    return come === undefined
      ? { arrived: false, at: at.machine.name }
      : deliver(trip, at, come, sent, { iifname: 'lo' });
  }
  return leave(trip, at, out, sent, {});
}

/** A packet comes in by a device. */
function receive(trip: Trip, { at, device }: Arrival, sent: Packet): Outcome {
  if (trip.left === 0) return blocked(trip, at, { kind: 'circle' });
  const come = pass(trip, at, 'prerouting', begin(trip, at, sent), { iifname: device }, 0);
  return come === undefined ? { arrived: false, at: at.machine.name } : onwards(trip, at, come, sent, device);
}

/** A packet that has come in is for the machine itself, or is passed on. */
function onwards(trip: Trip, at: Standing, come: Passing, sent: Packet, device: string): Outcome {
  const { source, destination } = come.packet;
  if (isOwn(at, source)) return blocked(trip, at, { kind: 'own-address', of: ipv4FromNumber(source) });
  if (isLoopback(destination))
    return blocked(trip, at, { kind: 'own-address', of: ipv4FromNumber(destination) });
  if (isOwn(at, destination)) return deliver(trip, at, come, sent, { iifname: device });
  const to = ipv4FromNumber(come.packet.destination);
  if (!at.machine.forwards) return blocked(trip, at, { kind: 'passes-nothing-on', to });
  const way = wayTo(at, come.packet.destination);
  if (way === undefined) return blocked(trip, at, { kind: 'no-route', to });
  const on = pass(trip, at, 'forward', come, { iifname: device, oifname: way.device }, 0);
  if (on === undefined) return { arrived: false, at: at.machine.name };
  // A bridge keeps what its machine leads back onto it, and then tells no longer by which device it came in.
  const bridged =
    way.device === device && isBridge(at, device) && come.packet.destination !== sent.destination;
  return leave(trip, at, on, sent, bridged ? {} : { iifname: device });
}

function isBridge({ machine }: Standing, device: string): boolean {
  return machine.interfaces.some(({ name, bridge }) => name === device && bridge === true);
}

function deliver(trip: Trip, at: Standing, come: Passing, sent: Packet, devices: Devices): Outcome {
  const taken = pass(trip, at, 'input', come, devices, 0);
  if (taken === undefined) return { arrived: false, at: at.machine.name };
  remember(trip, at, taken, sent);
  return { arrived: true, at: at.machine.name, standing: at, packet: taken.packet };
}

/** A packet leaves by the way to its destination, as that is by now. */
function leave(trip: Trip, at: Standing, passing: Passing, sent: Packet, devices: Devices): Outcome {
  const way = wayTo(at, passing.packet.destination);
  if (way === undefined)
    return blocked(trip, at, { kind: 'no-route', to: ipv4FromNumber(passing.packet.destination) });
  const out = pass(trip, at, 'postrouting', passing, { ...devices, oifname: way.device }, way.address);
  if (out === undefined) return { arrived: false, at: at.machine.name };
  remember(trip, at, out, sent);
  return way.tunnelTo === undefined
    ? overWire(trip, at, way, out.packet)
    : throughTunnel(trip, at, way.tunnelTo, out.packet);
}

/** What travels inside a tunnel is a packet from node to node for everybody on the way, and never the answer to another. */
function throughTunnel(trip: Trip, at: Standing, to: Ipv4, packet: Packet): Outcome {
  note(trip, at, { kind: 'tunnel', to });
  if (trip.left === 0) return blocked(trip, at, { kind: 'circle' });
  const destination = ipv4ToNumber(to);
  const port = at.machine.tunnel?.port ?? 0;
  const outer: Packet = {
    transport: 'udp',
    source: sourceFor(at, destination),
    destination,
    port,
    sourcePort: ephemeralPort,
  };
  const there = originate({ ...trip, tracked: new Map(), left: trip.left - 1 }, at, outer);
  if (!there.arrived) return there;
  const { tunnel } = there.standing.machine;
  // The frame inside has the peer's hardware address, so no other machine takes what a rule has sent elsewhere.
  if (tunnel?.port !== there.packet.port || !there.standing.own.has(destination))
    return blocked(trip, there.standing, { kind: 'no-answer', to });
  return receive({ ...trip, left: trip.left - 1 }, { at: there.standing, device: tunnel.device }, packet);
}

function overWire(trip: Trip, at: Standing, way: Way, packet: Packet): Outcome {
  const next = way.via ?? packet.destination;
  const neighbour = trip.ground.holder(way.wire ?? '', next);
  if (neighbour === undefined || neighbour.at === at)
    return blocked(trip, at, { kind: 'no-answer', to: ipv4FromNumber(next) });
  const bridge = trip.ground.bridge(way.wire ?? '');
  if (bridge === undefined || bridge.at === at || bridge.at === neighbour.at)
    return receive({ ...trip, left: trip.left - 1 }, neighbour, packet);
  return overBridge({ ...trip, left: trip.left - 1 }, bridge, neighbour, packet);
}

/**
 * br_netfilter, which Kubernetes asks for, leads bridged packets through the chains for routed ones. One whose destination was
 * translated on the way in is routed from there.
 */
function overBridge(trip: Trip, { at, device }: Arrival, neighbour: Arrival, sent: Packet): Outcome {
  const stopped = { arrived: false, at: at.machine.name } as const;
  if (trip.left === 0) return blocked(trip, at, { kind: 'circle' });
  const come = pass(trip, at, 'prerouting', begin(trip, at, sent), { iifname: device }, 0);
  if (come === undefined) return stopped;
  if (come.packet.destination !== sent.destination) return onwards(trip, at, come, sent, device);
  const devices = { iifname: device, oifname: device };
  const on = pass(trip, at, 'forward', come, devices, 0);
  // Here the kernel no longer tells by which device a bridged packet came in.
  const out = on && pass(trip, at, 'postrouting', on, { oifname: device }, addressOn(at, device));
  if (out === undefined) return stopped;
  remember(trip, at, out, sent);
  return receive({ ...trip, left: trip.left - 1 }, neighbour, out.packet);
}

function addressOn({ machine }: Standing, device: string): number {
  return ipv4ToNumber(machine.interfaces.find(({ name }) => name === device)?.address ?? loopback);
}

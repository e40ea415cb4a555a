import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from '../../values';
import type { Transport } from '../firewall/rule';
import type { Devices } from './chains';
import { type Arrival, type Ground, type Standing, type Way, wayTo } from './ground';
import type { Passing } from './hook';
import { answerTo, ephemeralPort, type Packet } from './packet';
import type { Step, Walk } from './step';
import { begin, blocked, isSame, note, type Outcome, pass, remember, type Trip } from './trip';

/** A connection that somebody tries to open. */
export interface Attempt {
  /** Name of the machine that opens it. */
  readonly from: string;
  readonly to: Ipv4;
  readonly transport: Transport;
  readonly port: number;
}

/**
 * Follows the first packet of a connection and the answer to it through every machine on the way: routes, tunnels, chains of
 * every hook, address translation, and programs that pass connections on. That a program listens at the end is taken as given.
 */
export function walk(ground: Ground, attempt: Attempt): Walk {
  const start = ground.standing.get(attempt.from);
  const trip: Trip = { ground, steps: [], tracked: new Map(), leg: 'request', left: mostHops };
  if (start === undefined) return { arrives: false, at: attempt.from, seenFrom: attempt.to, steps: [] };
  const to = ipv4ToNumber(attempt.to);
  const packet: Packet = {
    transport: attempt.transport,
    source: sourceFor(start, to),
    destination: to,
    port: attempt.port,
    sourcePort: ephemeralPort,
  };
  const there = originate(trip, start, packet);
  if (!there.arrived)
    return { arrives: false, at: there.at, seenFrom: ipv4FromNumber(packet.source), steps: trip.steps };
  const seenFrom = ipv4FromNumber(there.packet.source);
  const back = originate({ ...trip, leg: 'answer', left: mostHops }, there.standing, answerTo(there.packet));
  if (!back.arrived || back.standing !== start)
    return { arrives: false, at: back.at, seenFrom, steps: trip.steps };
  if (!isSame(back.packet, answerTo(packet))) {
    const from = ipv4FromNumber(back.packet.source);
    note({ ...trip, leg: 'answer' }, start, { kind: 'unasked', from });
    return { arrives: false, at: start.machine.name, seenFrom, steps: trip.steps };
  }
  const later = confirm(trip, start, packet, there.standing);
  if (later !== undefined) return { arrives: false, at: later.at, seenFrom, steps: later.steps };
  const here: Walk = { arrives: true, at: there.standing.machine.name, seenFrom, steps: trip.steps };
  return relayed(ground, there.standing, attempt, here);
}

/**
 * TCP needs a third packet before anything is said: it takes the way of the first, as part of a connection that is established.
 * @returns where it is blocked, with the steps until then; undefined where it arrives, or is not needed
 */
function confirm(
  trip: Trip,
  start: Standing,
  packet: Packet,
  end: Standing,
): Pick<Walk, 'at' | 'steps'> | undefined {
  if (packet.transport === 'udp') return undefined;
  const steps: Step[] = [];
  const later = originate({ ...trip, steps, leg: 'confirmation', left: mostHops }, start, packet);
  return later.arrived && later.standing === end
    ? undefined
    : { at: later.at, steps: [...trip.steps, ...steps] };
}

/** A machine passes a packet on so often at most before it counts as going round in circles. */
const mostHops = 16;

/** A program at the end may open a connection of its own; then that one counts as well. */
function relayed(ground: Ground, at: Standing, { transport, port }: Attempt, here: Walk): Walk {
  const { name, relays } = at.machine;
  const relay = relays.find((one) => one.transport === transport && one.port === port);
  if (relay === undefined) return here;
  let last = here;
  for (const backend of relay.backends) {
    const onwards = walk(ground, { from: name, to: backend.address, transport, port: backend.port });
    const step: Step = { kind: 'relay', machine: name, answer: false, to: backend.address };
    last = { ...onwards, steps: [...here.steps, step, ...onwards.steps] };
    if (onwards.arrives) return last;
  }
  return last;
}

function sourceFor(at: Standing, to: number): number {
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

/** A machine sends a packet of its own. */
function originate(trip: Trip, at: Standing, sent: Packet): Outcome {
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
  // The frame inside bears the peer's hardware address, so nobody else takes what a rule has sent elsewhere.
  if (tunnel?.port !== there.packet.port || !there.standing.own.has(destination))
    return blocked(trip, there.standing, { kind: 'nobody', to });
  return receive({ ...trip, left: trip.left - 1 }, { at: there.standing, device: tunnel.device }, packet);
}

function overWire(trip: Trip, at: Standing, way: Way, packet: Packet): Outcome {
  const next = way.via ?? packet.destination;
  const neighbour = trip.ground.holder(way.wire ?? '', next);
  if (neighbour === undefined || neighbour.at === at)
    return blocked(trip, at, { kind: 'nobody', to: ipv4FromNumber(next) });
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

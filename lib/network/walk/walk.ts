import { type Ipv4, ipv4FromNumber, ipv4ToNumber } from '../../values';
import type { Transport } from '../firewall/rule';
import type { Ground, Standing } from './ground';
import { answerTo, ephemeralPort, type Packet } from './packet';
import type { Step, Walk } from './step';
import { originate, sourceFor } from './travel';
import { isSame, note, type Trip } from './trip';

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
  const trip: Trip = {
    ground,
    steps: [],
    tracked: new Map(),
    leg: 'request',
    strangers: new Set(),
    passed: new Set(),
    left: mostHops,
  };
  if (start === undefined)
    return { arrives: false, at: attempt.from, seenFrom: attempt.to, steps: [], passed: [] };
  const to = ipv4ToNumber(attempt.to);
  const packet: Packet = {
    transport: attempt.transport,
    source: sourceFor(start, to),
    destination: to,
    port: attempt.port,
    sourcePort: ephemeralPort,
  };
  const there = originate(trip, start, packet);
  const ends = (arrives: boolean, at: string, seen: Ipv4, steps: readonly Step[] = trip.steps): Walk => ({
    arrives,
    at,
    seenFrom: seen,
    steps,
    passed: [...trip.passed],
  });
  if (!there.arrived) return ends(false, there.at, ipv4FromNumber(packet.source));
  const seenFrom = ipv4FromNumber(there.packet.source);
  const back = originate({ ...trip, leg: 'answer', left: mostHops }, there.standing, answerTo(there.packet));
  if (!back.arrived) return ends(false, back.at, seenFrom);
  if (back.standing !== start || !isSame(back.packet, answerTo(packet))) {
    const from = ipv4FromNumber(back.packet.source);
    note({ ...trip, leg: 'answer' }, back.standing, { kind: 'unasked', from });
    return ends(false, back.at, seenFrom);
  }
  const later = confirm(trip, start, packet, there.standing) ?? speak(trip, start, packet, there);
  if (later !== undefined) return ends(false, later.at, seenFrom, later.steps);
  return relayed(ground, there.standing, attempt, ends(true, there.standing.machine.name, seenFrom));
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

/**
 * What is said over TCP takes the way of the answer. A machine that saw no beginning took the answer for nothing, and takes this for
 * the beginning of a connection, which it may translate.
 * @returns as {@link confirm}
 */
function speak(
  trip: Trip,
  start: Standing,
  packet: Packet,
  end: { readonly standing: Standing; readonly packet: Packet },
): Pick<Walk, 'at' | 'steps'> | undefined {
  if (trip.strangers.size === 0) return undefined;
  const saying: Trip = { ...trip, steps: [], leg: 'data', left: mostHops };
  const said = originate(saying, end.standing, answerTo(end.packet));
  if (said.arrived && said.standing === start && isSame(said.packet, answerTo(packet))) return undefined;
  if (said.arrived)
    note(saying, said.standing, { kind: 'unasked', from: ipv4FromNumber(said.packet.source) });
  return { at: said.at, steps: [...trip.steps, ...saying.steps] };
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
    const passed = [...new Set([...here.passed, ...onwards.passed])];
    last = { ...onwards, steps: [...here.steps, step, ...onwards.steps], passed };
    if (onwards.arrives) return last;
  }
  return last;
}

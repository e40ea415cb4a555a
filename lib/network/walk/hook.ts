import type { Hook, FilterRule } from '../firewall/rule';
import { type Connection, decide, type Decision, type Devices, translated } from './chains';
import type { Standing } from './ground';
import { answerTo, type Packet, type Tracked } from './packet';

/** A packet while it passes a machine. */
export interface Passing {
  readonly packet: Packet;
  readonly connection: Connection;
  /** The connection to which it is the answer. */
  readonly answers?: Tracked;
  /** The connection of which it is a later packet in the first one's direction. */
  readonly follows?: Tracked;
  /** The direction in which its addresses were translated here, where that is done. */
  readonly done: ReadonlySet<'destination' | 'source'>;
}

/** What a machine's chains are asked with. */
export interface Asking {
  readonly at: Standing;
  /** A rule that is taken as if it were not there. */
  readonly without?: FilterRule;
  /** Takes each decision as it is made. */
  readonly note: (decision: Decision, packet: Packet) => void;
}

/** Where the kernel translates addresses at each hook; filters of a lower priority see the packet as it was before. */
const translation: Readonly<Partial<Record<Hook, { at: number; side: 'destination' | 'source' }>>> = {
  prerouting: { at: -100, side: 'destination' },
  output: { at: -100, side: 'destination' },
  input: { at: 100, side: 'source' },
  postrouting: { at: 100, side: 'source' },
};

/**
 * Leads a packet through a machine's chains at one hook.
 * @param own address of the device by which it leaves, for masquerade
 * @returns the packet as it goes on, or undefined when it was dropped
 */
export function passHook(
  asking: Asking,
  hook: Hook,
  passing: Passing,
  devices: Devices,
  own: number,
): Passing | undefined {
  const { at: place, side } = translation[hook] ?? { at: Infinity, side: 'source' };
  const filters = asking.at.chains.of(hook, 'filter');
  for (const ready of filters)
    if (ready.chain.priority < place && !letPass(asking, ready, passing, devices)) return undefined;
  const changed = place === Infinity ? passing : translate(asking, hook, side, passing, devices, own);
  if (changed === undefined) return undefined;
  for (const ready of filters)
    if (ready.chain.priority >= place && !letPass(asking, ready, changed, devices)) return undefined;
  return changed;
}

type ReadyChain = Parameters<typeof decide>[0];

function letPass({ note, without }: Asking, ready: ReadyChain, passing: Passing, devices: Devices): boolean {
  const decision = decide(ready, passing.packet, passing.connection, devices, without);
  note(decision, passing.packet);
  return (decision.rule?.verdict.kind ?? ready.chain.policy) !== 'drop';
}

/** Addresses are translated once a connection and direction; answers get the addresses back that the other side knows. */
function translate(
  { at, note, without }: Asking,
  hook: Hook,
  side: 'destination' | 'source',
  passing: Passing,
  devices: Devices,
  own: number,
): Passing | undefined {
  if (passing.done.has(side)) return passing;
  const done = new Set([...passing.done, side]);
  if (passing.answers !== undefined) return { ...passing, packet: turnedBack(passing, side), done };
  if (passing.follows !== undefined && passing.connection.state === 'established')
    return { ...passing, packet: likeFirst(passing.packet, passing.follows, side), done };
  if (passing.connection.state !== 'new') return passing;
  for (const ready of at.chains.of(hook, 'nat')) {
    const decision = decide(ready, passing.packet, passing.connection, devices, without);
    const kind = decision.rule?.verdict.kind ?? ready.chain.policy;
    if (kind === 'accept') continue;
    note(decision, passing.packet);
    if (kind === 'drop') return undefined;
    return { ...passing, ...translatedBy(decision.rule, passing, own), done };
  }
  return { ...passing, done };
}

function translatedBy(
  rule: FilterRule | undefined,
  { packet, connection }: Passing,
  own: number,
): Pick<Passing, 'packet' | 'connection'> {
  if (rule === undefined) return { packet, connection };
  const changed = translated(packet, rule, own);
  // The kernel does not count it as translated where the destination stays what it was.
  const isOther = changed.destination !== packet.destination || changed.port !== packet.port;
  return {
    packet: changed,
    connection: { ...connection, translated: connection.translated || isOther },
  };
}

function turnedBack({ packet, answers }: Passing, side: 'destination' | 'source'): Packet {
  if (answers === undefined) return packet;
  const known = answerTo(answers.original);
  return side === 'destination'
    ? { ...packet, destination: known.destination, port: known.port }
    : { ...packet, source: known.source, sourcePort: known.sourcePort };
}

/** Later packets are translated as the first one was, whatever the rules say by now. */
function likeFirst(packet: Packet, { translated: first }: Tracked, side: 'destination' | 'source'): Packet {
  return side === 'destination'
    ? { ...packet, destination: first.destination, port: first.port }
    : { ...packet, source: first.source, sourcePort: first.sourcePort };
}

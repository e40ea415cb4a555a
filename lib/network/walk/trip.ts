import type { Decision, Devices } from './chains';
import type { Ground, Standing } from './ground';
import { passHook, type Passing } from './hook';
import { answerTo, ephemeralPort, type Packet, type Tracked } from './packet';
import type { Step } from './step';

/** What a walk carries along: the ground, what happened, and what each machine remembers. */
export interface Trip {
  readonly ground: Ground;
  readonly steps: Step[];
  /** Connections that each machine keeps, by its name. */
  readonly tracked: Map<string, Tracked[]>;
  readonly leg: 'request' | 'answer' | 'confirmation' | 'data';
  /** Names of machines that the answer passed, and what it answers did not. */
  readonly strangers: Set<string>;
  /** Names of machines through which something went, in the order of the first time. */
  readonly passed: Set<string>;
  readonly left: number;
}

/** Where a packet came to. */
export type Outcome = { readonly at: string } & (
  | { readonly arrived: true; readonly standing: Standing; readonly packet: Packet }
  | { readonly arrived: false }
);

/** Leads a packet through a machine's chains at one hook, and notes what they decide. */
export function pass(
  trip: Trip,
  at: Standing,
  hook: Parameters<typeof passHook>[1],
  passing: Passing,
  devices: Devices,
  own: number,
): Passing | undefined {
  trip.passed.add(at.machine.name);
  const { without } = trip.ground;
  const asking = {
    at,
    ...(without !== undefined && { without }),
    note: (decision: Decision, packet: Packet) => {
      note(trip, at, { kind: 'rule', ...decision, packet });
    },
  };
  return passHook(asking, hook, passing, devices, own);
}

/** What the machine knows of a packet's connection as it comes. */
export function begin(trip: Trip, at: Standing, packet: Packet): Passing {
  const known = trip.tracked.get(at.machine.name) ?? [];
  const answers = known.find(({ translated }) => isSame(answerTo(translated), packet));
  const done = new Set<'destination' | 'source'>();
  if (answers !== undefined) {
    answers.answered = true;
    return {
      packet,
      connection: { state: 'established', translated: isTranslated(answers) },
      answers,
      done,
    };
  }
  const follows =
    trip.leg === 'confirmation' ? known.find(({ original }) => isSame(original, packet)) : undefined;
  if (follows !== undefined) {
    // A machine that the answer has not passed does not believe that there is a connection.
    const state = follows.answered ? 'established' : 'invalid';
    return { packet, connection: { state, translated: isTranslated(follows) }, follows, done };
  }
  // Half of a TCP connection that the machine never saw begin.
  const invalid = trip.leg === 'answer' && packet.transport === 'tcp' && packet.port === ephemeralPort;
  if (invalid) trip.strangers.add(at.machine.name);
  return { packet, connection: { state: invalid ? 'invalid' : 'new', translated: false }, done };
}

function isTranslated({ original, translated }: Tracked): boolean {
  return translated.destination !== original.destination || translated.port !== original.port;
}

/** Keeps what a machine knows of a connection once its first packet went through. */
export function remember(trip: Trip, at: Standing, { packet, connection }: Passing, sent: Packet): void {
  if (connection.state !== 'new') return;
  const { name } = at.machine;
  const entry = { original: sent, translated: packet, answered: false };
  const known = trip.tracked.get(name);
  if (known === undefined) trip.tracked.set(name, [entry]);
  else known.push(entry);
}

/** Whether two packets are of one direction of one connection. */
export function isSame(a: Packet, b: Packet): boolean {
  return (
    a.source === b.source &&
    a.destination === b.destination &&
    a.port === b.port &&
    a.sourcePort === b.sourcePort &&
    a.transport === b.transport
  );
}

type Happening = Step extends infer S ? (S extends Step ? Omit<S, 'machine' | 'answer'> : never) : never;

/** Notes what happened at a machine. */
export function note({ steps, leg }: Trip, at: Standing, step: Happening): void {
  steps.push({ ...step, machine: at.machine.name, answer: leg === 'answer' || leg === 'data' });
}

/** Notes what stops a packet, which comes no further. */
export function blocked(trip: Trip, at: Standing, step: Happening): Outcome {
  note(trip, at, step);
  return { arrived: false, at: at.machine.name };
}

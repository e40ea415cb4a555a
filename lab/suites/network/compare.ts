import { type Ground, groundOf } from '../../../lib/network/walk/ground';
import type { Topology } from '../../../lib/network/topology/topology';
import type { Walk } from '../../../lib/network/walk/step';
import { walk } from '../../../lib/network/walk/walk';
import type { Net } from '../../drivers/net/net';
import { type Probe, probeText } from '../../drivers/net/probe';

/** A probe with what the model says about it. */
export interface Expected {
  readonly probe: Probe;
  readonly walk: Walk;
  /** Further walks that are as good: a balancer chooses among its backends. */
  readonly others: readonly Walk[];
}

/** Asks the model about probes in a topology. */
export function expectedIn(topology: Topology, probes: readonly Probe[]): readonly Expected[] {
  const ground = groundOf(topology);
  return probes.map((probe) => expectedOf(ground, probe));
}

/** Asks the model about a probe. */
export function expectedOf(ground: Ground, probe: Probe): Expected {
  const first = walk(ground, probe);
  const relay = first.arrives ? first.steps.find(({ kind }) => kind === 'relay') : undefined;
  const machine = relay && ground.standing.get(relay.machine)?.machine;
  const backends = machine?.relays.find(({ port }) => port === probe.port)?.backends ?? [];
  const others = backends
    .map(({ address, port }) =>
      walk(ground, { from: machine?.name ?? '', to: address, transport: probe.transport, port }),
    )
    .filter(({ arrives }) => arrives);
  return { probe, walk: first, others };
}

/**
 * Tries on the kernel what the model has answered. What is blocked against expectation is tried once more: first contact needs
 * ARP, and a busy machine can be late.
 * @returns a line for each probe about which the two disagree
 */
export async function disagreements(
  net: Net,
  expected: readonly Expected[],
  milliseconds: number,
): Promise<readonly string[]> {
  const seen = await seenBy(net, expected, milliseconds);
  const doubtful = seen.filter(({ said, found }) => !said.includes(found) && found === nothing);
  const again = new Map(
    (await seenBy(net, doubtful, Math.max(milliseconds, 500))).map((one) => [one.probe, one]),
  );
  return seen
    .map((one) => again.get(one.probe) ?? one)
    .filter(({ said, found }) => !said.includes(found))
    .map(
      ({ probe, said, found }) =>
        `${probeText(probe)}: the model says ${said.join(', ')}, the kernel ${found}`,
    );
}

/**
 * Tries a whole matrix.
 * @param wrong how many files are not what the model answers from, and are left out
 * @returns what was counted
 * @throws when the kernel does otherwise than the model says, with the first twenty cases, or when there is little to try
 */
export async function matrixAgrees(net: Net, expected: readonly Expected[], wrong: number): Promise<string> {
  if (expected.length < 500) throw new Error(`only ${expected.length} probes`);
  const lines = await disagreements(net, expected, 300);
  if (lines.length > 0)
    throw new Error(`${lines.length} of ${expected.length}:\n${lines.slice(0, 20).join('\n')}`);
  const open = expected.filter(({ walk }) => walk.arrives).length;
  const left = wrong === 0 ? '' : `, without ${wrong} files that are wrong`;
  return `${expected.length} probes, ${open} open, ${expected.length - open} blocked${left}`;
}

const nothing = 'blocked';

interface Seen extends Expected {
  readonly said: readonly string[];
  readonly found: string;
}

async function seenBy(
  net: Net,
  expected: readonly Expected[],
  milliseconds: number,
): Promise<readonly Seen[]> {
  if (expected.length === 0) return [];
  const answers = await net.probe(
    expected.map(({ probe, walk: { arrives } }) => ({ probe, hopeful: arrives })),
    milliseconds,
  );
  return expected.map((one, index) => {
    const answer = answers[index];
    return {
      ...one,
      said: one.walk.arrives
        ? [...new Set([one.walk, ...one.others].map(({ at, seenFrom }) => arrived(at, seenFrom)))]
        : [nothing],
      found: answer === undefined || answer === null ? nothing : arrived(answer.at, answer.seenFrom),
    };
  });
}

function arrived(at: string, seenFrom: string): string {
  return `open to ${at} as ${seenFrom}`;
}

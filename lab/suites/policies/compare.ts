import type { Judge } from '../../../lib/network/policy';
import type { Connection, PlacedEnd } from '../../drivers/policy-network/connect';
import type { PolicyNetwork } from '../../drivers/policy-network/network';

/** What came of holding the kernel against the model. */
export interface Outcome {
  readonly open: number;
  readonly blocked: number;
  /** What the model leaves open. */
  readonly unknown: number;
}

/** What policies say of a connection: those of both ends have to allow it. */
export function verdictOf(judge: Judge, connection: Connection): 'allowed' | 'blocked' | 'unknown' {
  const verdicts = judgementsOf(judge, connection).map(({ verdict }) => verdict);
  if (verdicts.includes('blocked')) return 'blocked';
  return verdicts.includes('unknown') ? 'unknown' : 'allowed';
}

/**
 * Tries connections on the kernel, each of which must come through where the model says so and nowhere else. What differs is tried
 * once more: a busy machine can be late.
 * @throws with the first connections about which the two disagree
 */
export async function kernelAgrees(
  { connect }: PolicyNetwork,
  judge: Judge,
  connections: readonly Connection[],
): Promise<Outcome> {
  const all = connections.map((connection) => ({ connection, said: verdictOf(judge, connection) }));
  const asked = all.filter(({ said }) => said !== 'unknown');
  const first = await tried(connect, asked, 700);
  const again = await tried(
    connect,
    first.filter(({ said, found }) => said !== found),
    3000,
  );
  const wrong = again.filter(({ said, found }) => said !== found);
  if (wrong.length > 0)
    throw new Error(
      `${wrong.length} of ${asked.length} differ\n${wrong
        .slice(0, 20)
        .map(({ connection, found }) => differs(judge, connection, found))
        .join('\n')}`,
    );
  const open = asked.filter(({ said }) => said === 'allowed').length;
  return { open, blocked: asked.length - open, unknown: all.length - asked.length };
}

/** An outcome in words. @throws when too little was tried to mean anything */
export function outcomeText({ open, blocked, unknown }: Outcome, least: number): string {
  if (Math.min(open, blocked) < least) throw new Error(`only ${open} open and ${blocked} blocked`);
  const left = unknown === 0 ? '' : `, ${unknown} left open by the model and not tried`;
  return `${open + blocked} connections, ${open} open, ${blocked} blocked${left}`;
}

interface Asked {
  readonly connection: Connection;
  readonly said: 'allowed' | 'blocked' | 'unknown';
}

async function tried(
  connect: PolicyNetwork['connect'],
  asked: readonly Asked[],
  milliseconds: number,
): Promise<readonly (Asked & { readonly found: 'allowed' | 'blocked' })[]> {
  if (asked.length === 0) return [];
  const answers = await connect(
    asked.map(({ connection }) => connection),
    milliseconds,
  );
  return asked.map((one, index) => ({ ...one, found: answers[index] === true ? 'allowed' : 'blocked' }));
}

function judgementsOf(judge: Judge, { from, to, port, transport }: Connection) {
  return [judge.egress(from, to, port, transport), judge.ingress(from, to, port, transport)];
}

function differs(judge: Judge, connection: Connection, found: string): string {
  const { from, to, port, transport } = connection;
  const why = judgementsOf(judge, connection).map(({ verdict, sentence }) => `${verdict} (${sentence})`);
  return `${endText(from)} to ${endText(to)} on ${port}/${transport}: the kernel ${found}, the model ${why.join(', then ')}`;
}

function endText(end: PlacedEnd): string {
  if (end.kind === 'node') return `node ${end.name}`;
  if (end.kind === 'address') return end.address;
  return `${end.namespace}/${JSON.stringify(end.labels)} at ${end.address} on ${end.node}`;
}

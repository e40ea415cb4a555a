import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firewalldFiles } from '../../../lib/machines/firewalld/files';
import { type GatewayFirewall, gatewayTable } from '../../../lib/machines/firewalld/zones';
import { firewalldPlace } from '../../drivers/firewalld';
import { serversUp } from '../../drivers/haproxy';
import { type Claim, waitFor } from '../../harness';
import { changedTopology, chooseProbes, enteringOf } from '../network/choose';
import { disagreements } from '../network/compare';
import { type FirewalldMutation, firewalldMutations } from '../network/firewalld-mutations';
import { writeZones } from '../network/zones';
import { gateway, type Pi } from './pi';

/** Whether the model is right about changed zones. */
export const changesAgree: Claim<Pi> = {
  says: 'pi: when a source is a bit wider or narrower, or two entries of a zone change places, model and firewalld still agree',
  by: 'every source of every rule wider, and once for each half; neighbours among openings and among forwarded ports swapped; firewalld reloaded, and probes that the model answers otherwise than before, beside some that it does not',
  limit: 180,
  prove: async (pi) => {
    const { probes, noticed, unnoticed } = await tryAll(pi, ['widened', 'narrowed', 'swapped']);
    return `${noticed + unnoticed.length} mutations, of which ${noticed} change an answer, ${probes} probes`;
  },
};

/** Whether an entry is needed the model can say only where it is right about changes at all. */
export const entriesAreNeeded: Claim<Pi> = {
  says: 'pi: every entry of the zones and the policy is needed: without it firewalld blocks or lets through something else, as the model says',
  by: 'each card, rule, forwarded port and masquerade, and the policy, removed and firewalld reloaded, with a default zone that drops; probes that the model answers otherwise than before, beside some that it does not',
  limit: 180,
  prove: async (pi) => {
    const { probes, noticed, unnoticed } = await tryAll(pi, ['removed']);
    if (unnoticed.length > 0) throw new Error(`no probe misses\n${unnoticed.join('\n')}`);
    const files = firewalldFiles(pi.firewall, pi.plan.facts);
    const entries = files.flatMap(({ text }) => text.match(entry) ?? []);
    if (noticed !== entries.length)
      throw new Error(`${noticed} removals of ${entries.length} entries:\n${entries.join('\n')}`);
    return `${noticed} removals noticed, ${probes} probes`;
  },
};

/** So many disagreements are told; after them no more is tried. */
const mostShown = 20;

/** What decides about packets in the files. */
const entry = /<(?:interface|rule|forward-port|masquerade|policy) ?[^>]*>/g;

interface Tried {
  readonly probes: number;
  /** Mutations that a probe tells from what ships. */
  readonly noticed: number;
  readonly unnoticed: readonly string[];
}

/** Tries every mutation of these kinds, one after another. A card that no zone names is in the default zone: that one drops here. */
async function tryAll(pi: Pi, kinds: readonly FirewalldMutation['kind'][]): Promise<Tried> {
  const { net, topology, expected, firewall: shipped } = pi;
  const table = topology.machines.find(({ name }) => name === gateway)?.tables[0];
  if (table === undefined) throw new Error(`${gateway} has no rules in the model`);
  const entering = new Map(
    table.chains.map((chain) => [chain.name, enteringOf(gateway, table, chain, expected)]),
  );
  const settings = join(firewalldPlace, 'firewalld.conf');
  const before = readFileSync(settings, 'utf8');
  writeFileSync(settings, before.replace(/^DefaultZone=.*$/m, 'DefaultZone=drop'));
  const wrong: string[] = [];
  const unnoticed: string[] = [];
  let [probes, noticed] = [0, 0];
  for (const { kind, chain, says, firewall } of firewalldMutations(shipped)) {
    if (!kinds.includes(kind)) continue;
    // Where they disagree in principle, every mutation would only say so again, and take its time.
    if (wrong.length >= mostShown) break;
    const all = { first: 0, last: Infinity };
    const changed = changedTopology(topology, gateway, gatewayTable(firewall));
    const choice = chooseProbes(changed, all, entering.get(chain) ?? []);
    await load(pi, firewall);
    const tried = [...choice.changed, ...choice.same];
    const lines = await disagreements(net, tried, 100);
    wrong.push(...lines.map((line) => `${says} ${kind}: ${line}`));
    probes += tried.length;
    if (choice.changed.length > 0) noticed += 1;
    else unnoticed.push(`${says} ${kind}`);
  }
  writeFileSync(settings, before);
  await load(pi, shipped);
  if (noticed + unnoticed.length === 0) throw new Error(`nothing is ${kinds.join(' or ')}`);
  if (wrong.length > 0)
    throw new Error(`model and firewalld disagree:\n${wrong.slice(0, mostShown).join('\n')}`);
  return { probes, noticed, unnoticed };
}

/** Lets firewalld take these zones and policies in place of those that it has. */
async function load(pi: Pi, firewall: GatewayFirewall): Promise<void> {
  writeZones(firewalldPlace, firewall, pi.plan);
  await pi.firewalld.reload();
  // While firewalld reloads, it drops what is new, checks of the balancer too.
  await waitFor('a server behind HAProxy', 10, async () =>
    (await serversUp()).length > 0 ? true : undefined,
  );
}

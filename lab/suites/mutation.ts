import { proxmox } from '../examples';
import type { Topology } from '../../lib/network/topology/topology';
import type { Net } from '../drivers/net/net';
import { openNet } from '../drivers/net/net';
import { inTurn, type Scene, suite } from '../harness';
import { changedTopology, chooseProbes, type Entering, enteringOf } from './network/choose';
import { filesAreRight, kernelAgrees } from './kernel/proxmox';
import { disagreements, expectedIn } from './network/compare';
import { portsOf, wholeMatrix } from './network/matrix';
import { type Mutation, mutationsOf } from './network/mutations';
import { demandRight, loadShipped, rulesOf, type ShippedNetwork, shippedNetwork } from './network/shipped';

/** A mutation of one machine's file. */
interface Mutant extends Mutation {
  readonly machine: string;
  readonly topology: Topology;
  /** Probes that enter the chain as it ships. */
  readonly entering: readonly Entering[];
}

interface World {
  readonly shipped: ShippedNetwork;
  /** The same topology several times, so that several mutants are tried at once. */
  readonly nets: readonly Net[];
  readonly topology: Topology;
  readonly mutants: readonly Mutant[];
}

/** What trying mutants has shown. */
interface Tried {
  readonly probes: number;
  /** Mutants that a probe tells from what ships. */
  readonly noticed: number;
  readonly unnoticed: readonly string[];
}

/** So many disagreements are told; after them no more is tried. */
const mostShown = 20;
/** With what a mutation is tried. */
const asked = 'probes that the model answers otherwise than before, beside some that it does not';

export const mutation = suite({
  name: 'mutation',
  title: 'the same rules with one of them changed: the model against the kernel',
  programs: [],
  memory: 1.4,
  seconds: 70,
  restsOn: [filesAreRight, kernelAgrees],
  tools: ['nft', 'bridge', 'nsenter'],
  start: async (lab: Scene): Promise<World> => {
    const shipped = await shippedNetwork(lab, proxmox);
    const { topology, filters, plan } = shipped;
    const ports = portsOf(topology, []);
    const services = [plan.facts.apiService, plan.facts.dnsService];
    const matrix = expectedIn(topology, wholeMatrix(topology, ports, services));
    const nets = await Promise.all(
      ['one', 'two'].map((name) => openNet(lab, name, topology.machines.length)),
    );
    await Promise.all(
      nets.map(async (net) => {
        await net.build(topology, ports);
        await loadShipped(net, shipped);
      }),
    );
    const mutants = [...filters].flatMap(([machine, { exact, table }]) => {
      if (!exact) return [];
      const entering = new Map(
        table.chains.map((chain) => [chain.name, enteringOf(machine, table, chain, matrix)]),
      );
      return mutationsOf(table).map((one) => ({
        ...one,
        machine,
        topology: changedTopology(topology, machine, one.table),
        entering: entering.get(one.chain) ?? [],
      }));
    });
    return { shipped, nets, topology, mutants };
  },
  // Whether a rule is needed the model can say only where it is right about changes at all.
  claims: inTurn([
    ...(
      [
        ['swapped', 'When two rules change places', 'neighbours, and every two with different verdicts'],
        ['widened', 'When a prefix is a bit wider', 'every prefix of every rule'],
        ['narrowed', 'When a prefix is a bit narrower', 'every prefix of every rule, once for each half'],
      ] as const
    ).map(([kind, says, by]) => ({
      says: `${says}, model and kernel still agree`,
      by: `${by}; the file loaded, and ${asked}`,
      limit: 180,
      prove: async (world: World) => {
        const { probes, noticed, unnoticed } = await tryAll(world, kind);
        return `${noticed + unnoticed.length} mutations, of which ${noticed} change an answer, ${probes} probes`;
      },
    })),
    {
      says: 'Every rule that ships is needed: without it the kernel blocks or lets through something else, as the model says',
      by: `each rule of each file removed, the file loaded, and ${asked}`,
      limit: 180,
      prove: async (world) => {
        demandRight(world.shipped);
        const { probes, noticed, unnoticed } = await tryAll(world, 'removed');
        if (unnoticed.length > 0) throw new Error(`no probe misses\n${unnoticed.join('\n')}`);
        return `${noticed} removals noticed, ${probes} probes`;
      },
    },
  ]),
});

/** Tries every mutant of a kind, on all nets at once. */
async function tryAll({ nets, topology, mutants }: World, kind: Mutation['kind']): Promise<Tried> {
  const waiting = mutants.filter((mutant) => mutant.kind === kind);
  if (waiting.length === 0) throw new Error(`nothing is ${kind}`);
  const unnoticed: string[] = [];
  const wrong: string[] = [];
  let probes = 0;
  let noticed = 0;
  const work = async (net: Net) => {
    let changedMachine: string | undefined;
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      // Where they disagree in principle, every mutation would only say so again, and take its time.
      if (wrong.length >= mostShown) break;
      const { changed, same } = chooseProbes(mutant.topology, mutant, mutant.entering);
      const name = `${mutant.machine}, ${mutant.chain}: ${mutant.says} ${mutant.kind}`;
      if (changedMachine !== undefined && changedMachine !== mutant.machine)
        await restore(net, topology, changedMachine);
      changedMachine = mutant.machine;
      await net.load(mutant.machine, rulesOf([mutant.table]));
      const lines = await disagreements(net, [...changed, ...same], 100);
      wrong.push(...lines.map((line) => `${name}: ${line}`));
      probes += changed.length + same.length;
      if (changed.length > 0) noticed += 1;
      else unnoticed.push(name);
    }
    if (changedMachine !== undefined) await restore(net, topology, changedMachine);
  };
  await Promise.all(nets.map(work));
  if (wrong.length > 0)
    throw new Error(`model and kernel disagree:\n${wrong.slice(0, mostShown).join('\n')}`);
  return { probes, noticed, unnoticed };
}

/** Loads again what ships. */
async function restore(net: Net, { machines }: Topology, name: string): Promise<void> {
  await net.load(name, rulesOf(machines.find((machine) => machine.name === name)?.tables.slice(0, 1) ?? []));
}

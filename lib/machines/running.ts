import { type Claim, type Claimed, claimsOf, type KindOfClaim, readClaims } from '../inventory';
import { type FilterMaker, type MachineModel, packetFilters } from '../network';
import type { ClusterPlan } from '../plan';
import { problemText, type Report, thrownText } from '../values';
import { everyMachine, type Machine } from './machines';

/**
 * What follows from machines, whatever the cluster lists, such as the filter of a gateway. It has the shape of a program of a host,
 * and says in one function of which machines it is.
 */
export interface MachineTrait {
  readonly name: string;
  /** Whether it follows from a machine. */
  readonly appliesTo: (machine: Pick<Machine, 'node' | 'host'>) => boolean;
  readonly claims: readonly Claim[];
}

/**
 * What runs on machines, and what it states: the programs of a host, the distribution, the components, the machines and their systems,
 * or what follows from them.
 */
export interface Running {
  readonly machines: readonly Machine[];
  readonly claims: readonly Claimed[];
}

/** All that runs on the machines of a cluster, with the model of them. */
export interface AllRunning {
  readonly model: MachineModel;
  readonly running: readonly Running[];
  /** What runs on each machine, by its name. */
  readonly byMachine: ReadonlyMap<string, readonly Running[]>;
  readonly report: Report;
}

/** What the functions of claims about machines may know. */
export interface RunContext extends AllRunning {
  /**
   * The machines on which it runs: the host that lists the program, or every machine that claims the same function or from which
   * it follows.
   */
  readonly machines: readonly Machine[];
}

/** Everything that runs on the machines of a cluster. */
export function allRunning(model: MachineModel, traits: readonly MachineTrait[], report: Report): AllRunning {
  const running = runningOn(model.plan, traits);
  const byMachine = new Map<string, Running[]>();
  for (const one of running)
    for (const { name } of one.machines) {
      const known = byMachine.get(name);
      if (known === undefined) byMachine.set(name, [one]);
      else known.push(one);
    }
  return { model, running, byMachine, report };
}

/** What runs on no machine is left out. */
function runningOn({ facts, components }: ClusterPlan, traits: readonly MachineTrait[]): readonly Running[] {
  const machines = everyMachine(facts);
  const nodes = machines.filter(({ node }) => node !== undefined);
  return [
    ...sharedBy(machines, ({ node }) => node?.machine),
    ...sharedBy(machines, ({ node, host }) => node?.system ?? host?.system),
    ...traits.map((trait) => ({ machines: machines.filter(trait.appliesTo), claims: claimsOfTrait(trait) })),
    { machines: nodes, claims: facts.distribution.claims },
    // What components need of the nodes: packages, modules, a step of the runbook.
    { machines: nodes, claims: components.flatMap(({ claims }) => claims) },
    ...machines.flatMap((machine) =>
      machine.host === undefined ? [] : [{ machines: [machine], claims: machine.host.claims }],
    ),
  ].filter((running) => running.machines.length > 0);
}

/**
 * The claims of machines or of their systems. What several of them claim with the same value is one claim of all of these machines:
 * the VMs of a cluster are one file, and each of them claims it with the same function.
 */
function sharedBy(
  machines: readonly Machine[],
  partOf: (machine: Machine) => { readonly claims: readonly Claimed[] } | undefined,
): readonly Running[] {
  const running = new Map<unknown, Map<unknown, Running & { readonly machines: Machine[] }>>();
  for (const machine of machines)
    for (const claimed of partOf(machine)?.claims ?? []) {
      const ofKind =
        running.get(claimed.kind) ?? new Map<unknown, Running & { readonly machines: Machine[] }>();
      running.set(claimed.kind, ofKind);
      const known = ofKind.get(claimed.value);
      if (known === undefined) ofKind.set(claimed.value, { machines: [machine], claims: [claimed] });
      else known.machines.push(machine);
    }
  return [...running.values()].flatMap((ofKind) => [...ofKind.values()]);
}

/** What all that runs makes of the claims of one kind, in order. */
export function collected<T>(
  all: AllRunning,
  kind: KindOfClaim<(context: RunContext) => readonly T[]>,
): readonly T[] {
  return all.running.flatMap((one) => collectedFrom(one, all, kind));
}

/** The same for one of those that run. A claim is code that other people write: what it throws is a problem at its place. */
export function collectedFrom<T>(
  one: Running,
  all: AllRunning,
  kind: KindOfClaim<(context: RunContext) => readonly T[]>,
): readonly T[] {
  return claimsOf(one, kind).flatMap(({ value, at }) => {
    try {
      // Written in plain JavaScript, it may give something else than a list, which throws here.
      return [...value({ ...all, machines: one.machines })];
    } catch (error) {
      all.report({
        at,
        reason: `its ${kind.name} failed: ${thrownText(error)}`,
        next: 'correct the function of this claim, and run it again',
      });
      return [];
    }
  });
}

/** What makes the packet filters that follow from machines. */
export function filterMakers(traits: readonly MachineTrait[]): readonly FilterMaker[] {
  return traits.flatMap((trait) =>
    claimsOf({ claims: claimsOfTrait(trait) }, packetFilters).map(
      ({ value: make }): FilterMaker =>
        (machine, context) =>
          trait.appliesTo(machine.kind === 'node' ? { node: machine.node } : { host: machine.host })
            ? make(machine, context)
            : undefined,
    ),
  );
}

/** Traits are ours, so a claim without its shape is our own bug. */
function claimsOfTrait({ name, claims }: MachineTrait): readonly Claimed[] {
  return readClaims(claims, { by: name, at: name }, (problem) => {
    throw new Error(problemText(problem));
  });
}

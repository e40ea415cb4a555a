import { pluginOf } from '../cluster-plugin';
import { dnsPort } from '../flows/zone';
import type { PacketFilter } from '../firewall/packet-filter';
import type { FilterRule } from '../firewall/rule';
import type { MachineModel } from '../topology/machine-model';
import type { Machine } from '../topology/topology';
import { type Attempt, walk } from '../walk/walk';
import { trialsOf } from './trials';
import { machinesIn } from './zone-machines';

/** A rule of a packet filter of ours that no declared flow needs. */
export interface IdleRule {
  readonly machine: string;
  readonly chain: string;
  readonly rule: FilterRule;
  /** It never decides, since an earlier rule does; or it decides and nothing would change without it. */
  readonly why: 'shadowed' | 'needless';
}

/**
 * Rules without which every flow would get through as before, and everything that is stopped would still be. Where the network
 * plugin is not described, no attempt shows what rules do with packets of pods, so none is found.
 */
export function idleRules(model: MachineModel): readonly IdleRule[] {
  if (pluginOf(model.plan).unknown !== undefined) return [];
  const attempts = [...trialsOf(model).map(({ attempt }) => attempt), ...alone(model)];
  const deciding = new Map<FilterRule, Attempt[]>();
  for (const attempt of attempts)
    for (const step of walk(model.ground, attempt).steps) {
      if (step.kind !== 'rule' || step.rule === undefined) continue;
      const known = deciding.get(step.rule);
      if (known === undefined) deciding.set(step.rule, [attempt]);
      else known.push(attempt);
    }
  const { typical } = model;
  return model.topology.machines
    .filter((machine) => machine.kind !== 'node' || typical.includes(machine))
    .flatMap((machine) =>
      rulesOf(machine, model.filters.get(machine.name)).flatMap((place) =>
        judge(model, machine, place, deciding),
      ),
    );
}

interface PlacedRule {
  readonly chain: string;
  readonly rule: FilterRule;
}

/** The rules of a machine's own filter, where they ship as they are. */
function rulesOf({ tables }: Machine, filter: PacketFilter | undefined): readonly PlacedRule[] {
  if (filter?.exact !== true) return [];
  return tables
    .filter(({ name }) => name === filter.table.name)
    .flatMap(({ chains }) =>
      chains.flatMap((chain) => chain.rules.map((rule) => ({ chain: chain.name, rule }))),
    );
}

function judge(
  model: MachineModel,
  machine: Machine,
  { chain, rule }: PlacedRule,
  deciding: ReadonlyMap<FilterRule, readonly Attempt[]>,
): IdleRule[] {
  const found = { machine: machine.name, chain, rule };
  const attempts = deciding.get(rule);
  if (attempts === undefined)
    // A load balancer's address is known at run time only, so no attempt of ours can go to it.
    return rule.match.translated === true ? [] : [{ ...found, why: 'shadowed' }];
  const without = { ...model.ground, without: rule };
  const matters = attempts.some(
    (attempt) => walk(model.ground, attempt).arrives !== walk(without, attempt).arrives,
  );
  return matters ? [] : [{ ...found, why: 'needless' }];
}

/** What a machine says to itself, and names that it must not ask elsewhere: no flow between machines, but rules are there for it. */
function alone(model: MachineModel): readonly Attempt[] {
  const elsewhere = model.topology.machines.find(({ name }) => name === 'internet')?.interfaces[0]?.address;
  const { typical } = model;
  const machines = [
    ...machinesIn({ kind: 'nodes' }, model, typical),
    ...model.topology.machines.filter(({ kind }) => kind === 'host'),
  ];
  return machines.flatMap(({ name, interfaces }) => {
    const own = interfaces[0]?.address;
    return (['udp', 'tcp'] as const).flatMap((transport) => [
      ...(own === undefined ? [] : [{ from: name, to: own, transport, port: dnsPort }]),
      ...(elsewhere === undefined ? [] : [{ from: name, to: elsewhere, transport, port: dnsPort }]),
    ]);
  });
}

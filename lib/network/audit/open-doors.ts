import { gatewayOf } from '../../inventory';
import type { Transport } from '../firewall/rule';
import type { MachineModel } from '../topology/machine-model';
import type { Machine } from '../topology/topology';
import type { Walk } from '../walk/step';
import { type Attempt, walk } from '../walk/walk';
import { machinesIn, outsiders } from './zone-machines';

/** A way in that no flow declares. */
export interface OpenDoor {
  readonly attempt: Attempt;
  readonly walk: Walk;
}

/**
 * What strangers and the internet reach although no flow says so: every port that any rule or flow names, its neighbours, and a
 * port that none names. Machines whose packet filter is not ours are judged only where one of ours is on the way.
 */
export function openDoors(model: MachineModel): readonly OpenDoor[] {
  const { typical } = model;
  const strangers = outsiders(model);
  const declared = declaredBetween(model, typical);
  const targets = [
    ...machinesIn({ kind: 'nodes' }, model, typical),
    ...machinesIn({ kind: 'pods' }, model, typical),
    ...model.topology.machines.filter(({ kind }) => kind === 'host'),
  ];
  const tried = doorways(model);
  const doors: OpenDoor[] = [];
  for (const from of strangers)
    for (const target of targets)
      for (const { address, answersFor = [] } of target.interfaces)
        for (const to of [address, ...answersFor])
          for (const { transport, port } of tried) {
            if (declared(from, target, transport, port)) continue;
            const attempt = { from: from.name, to, transport, port };
            const done = walk(model.ground, attempt);
            if (done.arrives && isOurs(done)) doors.push({ attempt, walk: done });
          }
  return doors;
}

/** Whether a packet filter of ours stood on the way. */
function isOurs({ steps }: Walk): boolean {
  return steps.some((step) => step.kind === 'rule' && step.chain.type === 'filter' && !step.answer);
}

type Declared = (from: Machine, to: Machine, transport: Transport, port: number) => boolean;

function declaredBetween(model: MachineModel, typical: readonly Machine[]): Declared {
  const ways = model.flows.map((flow) => ({
    flow,
    from: new Set(machinesIn(flow.from, model, typical)),
    to: new Set(machinesIn(flow.to, model, typical)),
  }));
  const forwarded = model.plan.facts.hosts.flatMap((host) =>
    (gatewayOf(host)?.forwards ?? []).map(({ port }) => ({ host: host.name, port })),
  );
  return (from, to, transport, port) =>
    ways.some(
      ({ flow, from: senders, to: receivers }) =>
        flow.transport === transport &&
        port >= flow.ports.first &&
        port <= flow.ports.last &&
        senders.has(from) &&
        receivers.has(to),
    ) || forwarded.some((forward) => forward.host === to.name && forward.port === port);
}

/** Ports worth trying. */
function doorways({ flows, topology }: MachineModel): readonly { transport: Transport; port: number }[] {
  const ranges = [
    ...flows.map(({ ports }) => ports),
    ...topology.machines.flatMap(({ tables }) =>
      tables.flatMap(({ chains }) =>
        chains.flatMap(({ rules }) => rules.flatMap(({ match }) => match.ports ?? [])),
      ),
    ),
  ];
  const ports = new Set([
    unnamedPort,
    ...ranges.flatMap(({ first, last }) => [first - 1, first, last, last + 1]),
  ]);
  const real = [...ports].filter((port) => port >= 1 && port <= 65535).sort((a, b) => a - b);
  return real.flatMap((port) => [
    { transport: 'tcp' as const, port },
    { transport: 'udp' as const, port },
  ]);
}

/** A port that nothing of ours uses. */
const unnamedPort = 9999;

import type { Ipv4 } from '../../values';
import { pluginOf } from '../cluster-plugin';
import type { HostFlow } from '../flows/zone';
import type { MachineModel } from '../topology/machine-model';
import type { Machine } from '../topology/topology';
import type { Attempt } from '../walk/walk';
import { machinesIn } from './zone-machines';

/** An attempt that a declared flow says must be let through. */
export interface Trial {
  readonly flow: HostFlow;
  readonly attempt: Attempt;
}

/**
 * Attempts for every flow between machines: each typical sender to each typical receiver, at both ends of a range of ports. Where
 * the network plugin is not described, how packets of pods go is not known, so there are none for flows of pods.
 */
export function trialsOf(model: MachineModel): readonly Trial[] {
  const { typical } = model;
  const { unknown } = pluginOf(model.plan);
  return model.flows.flatMap((flow) => {
    if (unknown !== undefined && [flow.from, flow.to].some(({ kind }) => kind === 'pods')) return [];
    // What comes from anywhere to pods comes by a port of the nodes, which is a flow of its own.
    if (flow.from.kind === 'anywhere' && flow.to.kind === 'pods') return [];
    const { first, last } = flow.ports;
    const ports = [...new Set([first, last])];
    return machinesIn(flow.from, model, typical).flatMap((from) =>
      machinesIn(flow.to, model, typical).flatMap((to) =>
        from === to
          ? []
          : ports.flatMap((port) =>
              addressesFor(to, from).map((address) => ({
                flow,
                attempt: { from: from.name, to: address, transport: flow.transport, port },
              })),
            ),
      ),
    );
  });
}

/** The addresses of a machine by which another one calls it: those on wires that they share, or the first. */
function addressesFor({ interfaces }: Machine, from: Machine): readonly Ipv4[] {
  const wires = new Set(from.interfaces.map(({ wire }) => wire));
  const near = interfaces.filter(({ wire }) => wires.has(wire));
  return (near.length > 0 ? near : interfaces.slice(0, 1)).map(({ address }) => address);
}

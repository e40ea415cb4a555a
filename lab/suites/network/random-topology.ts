import fc from 'fast-check';
import type { Machine, Topology } from '../../../lib/network/topology/topology';
import type { Probe } from '../../drivers/net/probe';
import { addressesOf, wholeMatrix } from './matrix';
import { randomPorts, randomTables } from './random-rules';
import { machinesOf, namedNetworks, type Shape, shapes } from './random-shape';

/** A generated cluster, with any rules on its machines, and connections to try. */
export interface RandomCase {
  readonly shape: Shape;
  readonly topology: Topology;
  readonly probes: readonly Probe[];
}

/** Cases of every shape. @param most so many probes of each, where there are as many */
export function randomCases(most: number): fc.Arbitrary<RandomCase> {
  return shapes.chain((shape) => {
    const machines = machinesOf(shape);
    const all = wholeMatrix({ machines }, { tcp: randomPorts, udp: randomPorts }, []);
    const length = Math.min(most, all.length);
    return fc.record({
      shape: fc.constant(shape),
      topology: fc
        .tuple(...machines.map((machine) => withRules(machine, machines)))
        .map((ruled): Topology => ({ machines: ruled })),
      probes: fc.subarray([...all], { minLength: length, maxLength: length }),
    });
  });
}

/** A router has rules of its own always, the others sometimes. */
function withRules(machine: Machine, machines: readonly Machine[]): fc.Arbitrary<Machine> {
  const { interfaces, tunnel, kind } = machine;
  const tables = randomTables({
    devices: [...interfaces.map(({ name }) => name), ...(tunnel === undefined ? [] : [tunnel.device]), 'lo'],
    addresses: machines.flatMap(addressesOf),
    networks: namedNetworks,
  });
  return fc
    .oneof({ weight: kind === 'router' ? 0 : 2, arbitrary: fc.constant([]) }, tables)
    .map((own) => ({ ...machine, tables: [...own, ...machine.tables] }));
}

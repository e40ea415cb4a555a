import { hostCidr, type Ipv4 } from '../../../values';
import { onePort, type FilterRule, type Table, type Transport } from '../../firewall/rule';
import { type MachineModel, withMachines } from '../../topology/machine-model';
import type { Machine } from '../../topology/topology';

/** An address and port of a Service, and the one of its backends to which they lead this time. */
export interface Leading {
  /** Name of the table that translates Services. */
  readonly table: string;
  readonly address: Ipv4;
  readonly port: number;
  readonly transport: Transport;
  readonly service: string;
  readonly to: Ipv4;
  readonly targetPort: number;
  /** The one node that translates it. @default every node */
  readonly at?: string;
  /** The node that answers for the address on the wire of the nodes. @default none */
  readonly entry?: string;
}

/** The model in which a Service's address leads to one backend; what other rules say of it comes later in their chains. */
export function leadingTo(hosts: MachineModel, leading: Leading): MachineModel {
  const { table: services, address, port, transport, to, targetPort, service, at, entry } = leading;
  const rule: FilterRule = {
    match: { destination: [hostCidr(address)], transport, ports: [onePort(port)] },
    verdict: { kind: 'dnat', to, port: targetPort },
    flow: service,
  };
  const withRule = (table: Table): Table =>
    table.name === services
      ? { ...table, chains: table.chains.map((chain) => ({ ...chain, rules: [rule, ...chain.rules] })) }
      : table;
  return withMachines(hosts, (machine) => {
    if (machine.kind !== 'node') return machine;
    const translates = at === undefined || at === machine.name;
    const tables = translates ? machine.tables.map(withRule) : machine.tables;
    return { ...answering(machine, address, entry), tables };
  });
}

/** The model in which a node answers for an address on the wire of the nodes. */
export function answeringAt(hosts: MachineModel, address: Ipv4, entry: string): MachineModel {
  return withMachines(hosts, (machine) =>
    machine.kind === 'node' ? answering(machine, address, entry) : machine,
  );
}

function answering(machine: Machine, address: Ipv4, entry: string | undefined): Machine {
  if (entry === undefined) return machine;
  const interfaces = machine.interfaces.map((card, index) => {
    const others = (card.answersFor ?? []).filter((one) => one !== address);
    const own = index === 0 && machine.name === entry ? [...others, address] : others;
    return { ...card, answersFor: own };
  });
  return { ...machine, interfaces };
}

import {
  claimKind,
  claimsOf,
  type Facts,
  functionShape,
  machineClaims,
  machineName,
  machinesIn,
  type NodeOrHost,
} from '../../inventory';
import type { HostFlow } from '../flows/zone';
import type { PodPackets } from '../plugin';
import type { Table } from './rule';

/** What filters the packets of a machine. It is made once, of the flows: the files of the machine and the topology both have it. */
export interface PacketFilter {
  /** The program that applies it, as pages name it: `nftables`. */
  readonly program: string;
  /** Its rules, as far as packets tell. */
  readonly table: Table;
  /** Whether what ships holds these very rules; otherwise the program makes its own of what ships. */
  readonly exact: boolean;
  /** The file or folder that ships, within the machine's folder: `nftables.nft`. @default none: it is not ours to write */
  readonly ships?: string;
}

/** The filters of a cluster's machines, by name. */
export type PacketFilters = ReadonlyMap<string, PacketFilter>;

/** Makes the filter of a machine: what the flows need, and nothing else. Undefined where the machine has none of this kind. */
export type FilterMaker = (machine: NodeOrHost, context: FilterContext) => PacketFilter | undefined;

/** What a packet filter is made of. */
export interface FilterContext {
  readonly facts: Facts;
  /** What has to get through. */
  readonly flows: readonly HostFlow[];
  /** How packets of pods travel. @default not known */
  readonly packets: PodPackets | undefined;
}

/** That a program or system filters the packets of its machine. */
export const packetFilters = claimKind({ name: 'packetFilters', shape: functionShape<FilterMaker>() });

/**
 * The packet filter of each machine that has one: what a program of the host makes, else what the machine or its system makes.
 * @param makers for machines whose programs and system make none; the first that makes one decides
 */
export function packetFiltersOf(context: FilterContext, makers: readonly FilterMaker[]): PacketFilters {
  return new Map(
    machinesIn(context.facts).flatMap((machine): (readonly [string, PacketFilter])[] => {
      const claims = [...(machine.kind === 'host' ? machine.host.claims : []), ...machineClaims(machine)];
      const own = claimsOf({ claims }, packetFilters).map(({ value }) => value);
      for (const make of [...own, ...makers]) {
        const filter = make(machine, context);
        if (filter !== undefined) return [[machineName(machine), filter]];
      }
      return [];
    }),
  );
}

import { cidrBounds, type Cidr, ipv4ToNumber } from '../../values';
import type { Chain, Hook, Match, FilterRule, Table } from '../firewall/rule';
import type { Packet, State } from './packet';

/** The devices between which a packet is, where it has come in or goes out. */
export interface Devices {
  readonly iifname?: string;
  readonly oifname?: string;
}

/** What is known of a packet's connection where a chain looks at it. */
export interface Connection {
  readonly state: State;
  /** Whether its destination was translated on this machine. */
  readonly translated: boolean;
}

/** What decides in a chain: one of its rules, or its policy where none does. */
export interface Decision {
  readonly table: Table;
  readonly chain: Chain;
  readonly rule?: FilterRule;
}

/** A machine's chains, made ready: by hook and type, from the lowest priority up. */
export interface Chains {
  readonly of: (hook: Hook, type: Chain['type']) => readonly ReadyChain[];
}

interface ReadyChain {
  readonly table: Table;
  readonly chain: Chain;
  readonly rules: readonly { readonly rule: FilterRule; readonly meets: Condition }[];
}

type Condition = (packet: Packet, connection: Connection, devices: Devices) => boolean;

/** Makes the chains of tables ready. Chains of one hook and priority keep the order in which they are written. */
export function chainsOf(tables: readonly Table[]): Chains {
  const all = new Map<string, ReadyChain[]>();
  for (const table of tables)
    for (const chain of table.chains) {
      const rules = chain.rules.map((rule) => ({ rule, meets: conditionOf(rule.match) }));
      const key = `${chain.hook} ${chain.type}`;
      const list = all.get(key);
      if (list === undefined) all.set(key, [{ table, chain, rules }]);
      else list.push({ table, chain, rules });
    }
  for (const list of all.values()) list.sort((a, b) => a.chain.priority - b.chain.priority);
  return { of: (hook, type) => all.get(`${hook} ${type}`) ?? [] };
}

/** The rule of a chain that decides about a packet, or its policy; one rule may be taken as if it were not there. */
export function decide(
  { table, chain, rules }: ReadyChain,
  packet: Packet,
  connection: Connection,
  devices: Devices,
  without?: FilterRule,
): Decision {
  const rule = rules.find((one) => one.rule !== without && one.meets(packet, connection, devices))?.rule;
  return rule === undefined ? { table, chain } : { table, chain, rule };
}

function conditionOf(match: Match): Condition {
  const { states, translated, iifname, oifname, transport, ports } = match;
  const source = bounds(match.source);
  const destination = bounds(match.destination);
  const notDestination = bounds(match.notDestination);
  return (packet, connection, devices) =>
    (transport === undefined || packet.transport === transport) &&
    (ports === undefined || ports.some(({ first, last }) => packet.port >= first && packet.port <= last)) &&
    (source === undefined || holds(source, packet.source)) &&
    (destination === undefined || holds(destination, packet.destination)) &&
    (notDestination === undefined || !holds(notDestination, packet.destination)) &&
    (states === undefined || states.some((state) => state === connection.state)) &&
    (translated === undefined || connection.translated) &&
    (iifname === undefined || names(iifname, devices.iifname)) &&
    (oifname === undefined || names(oifname, devices.oifname));
}

/** Whether one of some names is that of a device. A `*` at the end of a name matches any rest, as in nftables. */
function names(written: readonly string[], device: string | undefined): boolean {
  return (
    device !== undefined &&
    written.some((name) => (name.endsWith('*') ? device.startsWith(name.slice(0, -1)) : name === device))
  );
}

type Bounds = readonly { readonly first: number; readonly last: number }[];

function bounds(networks: readonly Cidr[] | undefined): Bounds | undefined {
  return networks?.map(cidrBounds);
}

function holds(networks: Bounds, address: number): boolean {
  return networks.some(({ first, last }) => address >= first && address <= last);
}

/** The packet with what a rule of address translation changes. */
export function translated(packet: Packet, rule: FilterRule, own: number): Packet {
  switch (rule.verdict.kind) {
    case 'masquerade':
      return { ...packet, source: own };
    case 'dnat':
      return {
        ...packet,
        destination: ipv4ToNumber(rule.verdict.to),
        port: rule.verdict.port ?? packet.port,
      };
    case 'accept':
    case 'drop':
      return packet;
  }
}

import type { Chain, Hook, Match, PortRange, FilterRule, Table, Verdict } from '../network/firewall/rule';
import type { Interface, Machine } from '../network/topology/topology';
import { groundOf } from '../network/walk/ground';
import { type Attempt, walk } from '../network/walk/walk';
import type { Walk } from '../network/walk/step';
import { lastWords } from '../network/walk/words';
import { cidrBounds, ipv4FromNumber, networkAround, parseCidr, parseIpv4, valueOf } from '../values';

/** Hand-made topologies: a few machines on wires, each written in a line or two. */

/** An address that must be right. */
export const ip = (text: string) => valueOf(parseIpv4(text));

/** A network that must be right. */
export const net = (text: string) => valueOf(parseCidr(text));

/** A card by its name, its address with the length of its network, and its wire: `card('eth0', '192.0.2.1/24', 'lan')`. */
export function card(
  name: string,
  address: string,
  wire: string,
  more: Pick<Interface, 'bridge' | 'answersFor'> = {},
): Interface {
  const [own = '', length = '32'] = address.split('/');
  return { name, address: ip(own), network: networkAround(ip(own), Number(length)), wire, ...more };
}

/** A machine that passes nothing on and has no rules, unless the test says so. */
export function machine(
  name: string,
  interfaces: readonly Interface[],
  more: Partial<Omit<Machine, 'name' | 'interfaces'>> = {},
): Machine {
  return {
    name,
    kind: 'host',
    interfaces,
    routes: [],
    forwards: false,
    tables: [],
    relays: [],
    ...more,
  };
}

/** The way to everything else. */
export const byWayOf = (via: string) => [{ to: net('0.0.0.0/0'), via: ip(via) }];

/** A table with these chains. */
export function table(...chains: readonly Chain[]): Table {
  return { family: 'inet', name: 'test', chains };
}

/** A filter of a hook, at the place of filters. */
export function filter(
  hook: Hook,
  policy: Chain['policy'],
  rules: readonly FilterRule[] = [],
  priority = 0,
): Chain {
  return { name: `${hook}-filter`, type: 'filter', hook, priority, policy, rules };
}

/** A chain of address translation, at its place. */
export function nat(hook: 'prerouting' | 'output' | 'postrouting', ...rules: readonly FilterRule[]): Chain {
  const priority = hook === 'postrouting' ? 100 : -100;
  return { name: `${hook}-nat`, type: 'nat', hook, priority, policy: 'accept', rules };
}

/** A rule; its comment is its verdict unless the test gives another one. */
export function rule(
  kind: 'accept' | 'drop' | 'masquerade',
  match: Match = {},
  flow: string = kind,
): FilterRule {
  return { match, verdict: { kind }, flow };
}

/** A rule that gives packets another destination: an address, with or without a port. */
export function dnat(to: string, match: Match = {}): FilterRule {
  const [address = '', port] = to.split(':');
  const verdict: Verdict = {
    kind: 'dnat',
    to: ip(address),
    ...(port !== undefined && { port: Number(port) }),
  };
  return { match, verdict, flow: `to ${to}` };
}

/** Answers to what was let in or out. */
export const answers = rule('accept', { states: ['established', 'related'] }, 'answers');

/** The condition that a packet is for one TCP port. */
export const tcp = (...ports: readonly number[]) => onPorts('tcp', ports);

/** The same of UDP. */
export const udp = (...ports: readonly number[]) => onPorts('udp', ports);

function onPorts(transport: 'tcp' | 'udp', ports: readonly number[]) {
  return { transport, ports: ports.map((port): PortRange => ({ first: port, last: port })) };
}

/** An attempt to open a connection, to TCP port 80 unless the test says so. */
export function attempt(
  from: string,
  to: string,
  port = 80,
  transport: Attempt['transport'] = 'tcp',
): Attempt {
  return { from, to: ip(to), transport, port };
}

/** The walk of an attempt. */
export function tried(machines: readonly Machine[], asked: Attempt): Walk {
  return walk(groundOf({ machines }), asked);
}

/** What is known of it: whether it arrives, where it ends, and either whom the other end sees or what stops it. */
export function outcome(machines: readonly Machine[], asked: Attempt): readonly [boolean, string, string] {
  const done = tried(machines, asked);
  return [done.arrives, done.at, done.arrives ? done.seenFrom : lastWords(done)];
}

/** Every address of a network. */
export function addressesIn(network: string): readonly string[] {
  const { first, last } = cidrBounds(net(network));
  return Array.from({ length: last - first + 1 }, (_, index) => ipv4FromNumber(first + index));
}

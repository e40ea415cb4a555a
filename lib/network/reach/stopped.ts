import { cidrContains, ipv4FromNumber } from '../../values';
import type { Match, FilterRule } from '../firewall/rule';
import type { Facts } from '../../inventory';
import type { MachineModel } from '../topology/machine-model';
import { networkOfAddress } from '../topology/surroundings';
import type { Machine } from '../topology/topology';
import type { Packet } from '../walk/packet';
import type { Walk } from '../walk/step';
import type { End } from './end';
import type { ReachModel } from './reach-model';

/**
 * The rule that the inventory asks for and that the machine lacks which stops a connection: undefined where no rule would be there
 * either, or nothing of ours stops it.
 */
export function missingRule(model: MachineModel, { steps }: Walk): FilterRule | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'rule') return undefined;
  const filter = model.filters.get(last.machine);
  if (filter?.exact !== true || last.rule !== undefined) return undefined;
  const there = new Set(last.chain.rules.map((rule) => JSON.stringify(rule)));
  return filter.table.chains
    .filter((chain) => chain.name === last.chain.name)
    .flatMap((chain) => chain.rules)
    .find(
      (rule) =>
        rule.verdict.kind === 'accept' &&
        !there.has(JSON.stringify(rule)) &&
        isFor(rule.match, last.packet, last.answer),
    );
}

/** Whether a rule is for packets like this one, whichever device they use. */
function isFor(match: Match, packet: Packet, answer: boolean): boolean {
  const { states, transport, ports, source, destination, notDestination } = match;
  const [from, to] = [ipv4FromNumber(packet.source), ipv4FromNumber(packet.destination)];
  return (
    (states === undefined || answer) &&
    (transport === undefined || transport === packet.transport) &&
    (ports?.some(({ first, last }) => packet.port >= first && packet.port <= last) ?? true) &&
    (source?.some((cidr) => cidrContains(cidr, from)) ?? true) &&
    (destination?.some((cidr) => cidrContains(cidr, to)) ?? true) &&
    !(notDestination?.some((cidr) => cidrContains(cidr, to)) ?? false)
  );
}

/**
 * Why a way that ends without a route may go on all the same: the machine is on a network whose gateway the inventory does not
 * have, or it is a router, whose routes are not in the inventory. @returns undefined where the machine's routes are known
 */
export function noGateway({ ground, plan }: MachineModel, { steps, passed }: Walk): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'no-route') return undefined;
  const { networks } = plan.facts;
  const machine = ground.standing.get(last.machine)?.machine;
  const start = ground.standing.get(passed[0] ?? '')?.machine;
  // From the internet no packet comes to an address of a network at home, whatever routes the router has.
  if (machine?.kind === 'router' && start !== undefined && isInNetwork(start, plan.facts))
    return `the router is not ours and its routes are not in the inventory, so the way from there to ${last.to} is not known`;
  const closed = Object.entries(networks).find(
    ([name, { cidr, gateway }]) =>
      name !== 'pods' &&
      name !== 'services' &&
      gateway === undefined &&
      machine?.interfaces.some((card) => card.network === cidr),
  );
  if (closed !== undefined)
    return `network "${closed[0]}" has no gateway in the inventory, so the way from ${last.machine} to ${last.to} is not known`;
  // A router knows the ways between our networks; without one, whoever is far away has none that we know.
  return machine?.kind === 'outside' && machine.routes.length === 0
    ? `no network of the inventory has a gateway, so the way from ${last.machine} to ${last.to} is not known`
    : undefined;
}

/**
 * Why nothing sure can be said of a connection between some ends. What becomes of packets of pods, and what policies do to them,
 * is up to the network plugin. @returns nothing where no end is pods, or where the plugin is described
 */
export function unknownWay({ plugin }: ReachModel, ends: readonly End[]): string | undefined {
  return ends.some(({ peer }) => peer.kind === 'pod') ? plugin.unknown : undefined;
}

/** Why nothing sure can be said of a connection by a Service. @param behind what is behind the Service */
export function unknownService(model: ReachModel, behind: readonly End[]): string | undefined {
  return model.translation === undefined
    ? 'nothing in the cluster is known to translate the addresses of Services'
    : unknownWay(model, behind);
}

/** Whether a machine has an address of one of the cluster's networks. */
function isInNetwork({ interfaces }: Machine, facts: Facts): boolean {
  return interfaces.some(({ address }) => networkOfAddress(facts, address) !== undefined);
}

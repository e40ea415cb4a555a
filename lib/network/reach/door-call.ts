import type { Ipv4 } from '../../values';
import type { Transport } from '../firewall/rule';
import type { DoorCall } from './door-trials';
import type { Door } from './doors';
import type { End } from './end';
import type { ReachModel } from './reach-model';

/** A Service that is called, or one that has no such port. */
export type Called =
  ({ readonly kind: 'service' } & DoorCall) | { readonly kind: 'no such port'; readonly reason: string };

/** An address that somebody calls. */
export interface CalledAddress {
  /** As the sender writes it. */
  readonly first: Ipv4;
  /** Behind what a gateway of ours passes on. */
  readonly last: Ipv4;
}

/** The one address that is called where somebody asks for an end and a port. */
export function calledAddress(model: ReachModel, to: End, port: number): CalledAddress | undefined {
  const first = calledBy(to);
  return first && { first, last: forwardedTo(model, first, port) ?? first };
}

/** The Service that is called by an address and a port: by its own address, or by a port of a node. */
export function doorCall(
  model: ReachModel,
  { first, last }: CalledAddress,
  port: number,
  transport: Transport,
): Called | undefined {
  const about = { kind: 'service' as const, called: first, address: last, number: port };
  const node = model.hosts.plan.facts.nodes.find((one) => one.address === last);
  if (node !== undefined) return nodeCall(model, port, transport, { ...about, node });
  const doors = model.doors.filter(({ cluster, outside }) => cluster === last || outside.includes(last));
  for (const door of doors) {
    const found = door.ports.find((one) => one.port === port && one.transport === transport);
    if (found !== undefined) return { ...about, door, port: found };
  }
  const [door] = doors;
  return door && { kind: 'no such port', reason: withoutPort(door, port, transport) };
}

function nodeCall(
  { doors }: ReachModel,
  number: number,
  transport: Transport,
  about: Omit<Extract<Called, { readonly kind: 'service' }>, 'door' | 'port'>,
): Called | undefined {
  for (const door of doors) {
    const port = door.ports.find((one) => one.nodePort === number && one.transport === transport);
    if (port !== undefined) return { ...about, door, port };
  }
  return undefined;
}

function calledBy({ calls, peer, places }: End): Ipv4 | undefined {
  if (calls !== undefined) return calls;
  return (peer.kind === 'node' || peer.kind === 'address') && places.length === 1 ? peer.address : undefined;
}

/** The address to which a gateway of ours passes a port on. */
function forwardedTo({ hosts }: ReachModel, address: Ipv4, port: number): Ipv4 | undefined {
  return hosts.plan.facts.hosts
    .filter(({ interfaces }) => interfaces.some((card) => card.address === address))
    .flatMap(({ services }) => services.gateway?.forwards ?? [])
    .find((forward) => forward.port === port)?.to;
}

function withoutPort({ service, ports }: Door, port: number, transport: Transport): string {
  const own = ports.map((one) => `${one.transport} ${one.port}`);
  return `Service ${service} has no port ${transport} ${port}; it has ${own.join(', ')}`;
}

import type { Ipv4 } from '../../values';
import type { Transport } from '../firewall/rule';
import type { DoorCall } from './door-trials';
import type { Door } from './doors';
import type { End } from './end';
import type { ReachModel } from './reach-model';

/** A Service that is called, or one that has no such port. */
export type Called =
  ({ readonly kind: 'service' } & DoorCall) | { readonly kind: 'no such port'; readonly reason: string };

/** The Service that is called where somebody asks for an address and a port: its own address, or a port of a node. */
export function doorCall(model: ReachModel, to: End, port: number, transport: Transport): Called | undefined {
  const called = calledBy(to);
  if (called === undefined) return undefined;
  const address = forwardedTo(model, called, port) ?? called;
  const node = model.hosts.plan.facts.nodes.find((one) => one.address === address);
  if (node !== undefined) return nodeCall(model, address, port, transport, node);
  const doors = model.doors.filter(
    ({ cluster, outside }) => cluster === address || outside.includes(address),
  );
  for (const door of doors) {
    const found = door.ports.find((one) => one.port === port && one.transport === transport);
    if (found !== undefined) return { kind: 'service', door, port: found, address, number: port };
  }
  const [door] = doors;
  return door && { kind: 'no such port', reason: withoutPort(door, port, transport) };
}

function nodeCall(
  { doors }: ReachModel,
  address: Ipv4,
  number: number,
  transport: Transport,
  node: DoorCall['node'],
): Called | undefined {
  for (const door of doors) {
    const port = door.ports.find((one) => one.nodePort === number && one.transport === transport);
    if (port !== undefined)
      return { kind: 'service', door, port, address, number, ...(node !== undefined && { node }) };
  }
  return undefined;
}

/** The one address that is called. */
function calledBy({ calls, peer, places }: End): Ipv4 | undefined {
  if (calls !== undefined) return calls;
  return peer.kind !== 'pod' && places.length === 1 ? peer.address : undefined;
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

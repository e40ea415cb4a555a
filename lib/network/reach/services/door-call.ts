import { gatewayOf } from '../../../inventory';
import { inWords, type Ipv4 } from '../../../values';
import type { Transport } from '../../firewall/rule';
import type { Door, DoorCall } from './door';
import type { End } from '../end';
import type { ReachModel } from '../reach-model';

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
    const isBalanced = last !== door.cluster && !door.external.includes(last);
    if (found !== undefined) return { ...about, door, port: found, isBalanced };
  }
  const [door] = doors;
  return door && { kind: 'no such port', reason: withoutPort(door, port, transport) };
}

function nodeCall(
  { doors }: ReachModel,
  number: number,
  transport: Transport,
  about: Omit<Extract<Called, { readonly kind: 'service' }>, 'door' | 'port' | 'isBalanced'>,
): Called | undefined {
  for (const door of doors) {
    const port = door.ports.find((one) => one.nodePort === number && one.transport === transport);
    if (port !== undefined) return { ...about, door, port, isBalanced: false };
  }
  for (const door of doors.filter(({ atNodes }) => atNodes)) {
    const port = door.ports.find((one) => one.port === number && one.transport === transport);
    if (port !== undefined) return { ...about, door, port, isBalanced: true };
  }
  return undefined;
}

/** Services that may be behind a port of a node, where none is for sure. */
export interface PerhapsCalled {
  /** @default not known */
  readonly calls?: readonly DoorCall[];
  readonly reason: string;
}

/**
 * What may be behind a port of a node on which nothing is known: a Service whose port Kubernetes picks, or one whose form is wrong.
 */
export function perhapsCalled(
  { hosts, doors, unread }: ReachModel,
  { first, last }: CalledAddress,
  number: number,
  transport: Transport,
): PerhapsCalled | undefined {
  const node = hosts.plan.facts.nodes.find((one) => one.address === last);
  if (node === undefined) return undefined;
  const [broken] = unread;
  const isPicked = number >= pickedPorts.first && number <= pickedPorts.last;
  const calls = doors
    .filter(({ picks }) => picks && isPicked)
    .flatMap((door) =>
      door.ports
        .filter((port) => port.nodePort === undefined && port.transport === transport)
        .map((port) => ({ door, port, called: first, address: last, number, node, isBalanced: false })),
    );
  if (broken !== undefined)
    return {
      reason: `${broken.where} of Service ${broken.service} has the wrong form, so which ports it opens is not known`,
    };
  const names = [...new Set(calls.map(({ door }) => door.service))];
  if (names.length === 0) return undefined;
  const reason = `Kubernetes picks a port of every node between ${pickedPorts.first} and ${pickedPorts.last} for Service ${inWords(names)}, and ${number} may be it`;
  return { calls, reason };
}

/** From these Kubernetes picks. https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport */
const pickedPorts = { first: 30000, last: 32767 } as const;

function calledBy({ calls, peer, places }: End): Ipv4 | undefined {
  if (calls !== undefined) return calls;
  return (peer.kind === 'node' || peer.kind === 'address') && places.length === 1 ? peer.address : undefined;
}

/** The address to which a gateway of ours passes a port on. */
function forwardedTo({ hosts }: ReachModel, address: Ipv4, port: number): Ipv4 | undefined {
  return hosts.plan.facts.hosts
    .filter(({ interfaces }) => interfaces.some((card) => card.address === address))
    .flatMap((host) => gatewayOf(host)?.forwards ?? [])
    .find((forward) => forward.port === port)?.to;
}

function withoutPort({ service, ports }: Door, port: number, transport: Transport): string {
  const own = ports.map((one) => `${one.transport} ${one.port}`);
  return `Service ${service} has no port ${transport} ${port}; it has ${own.join(', ')}`;
}

import { type Cidr, cidrBounds, hostCidr, type Ipv4, ipv4ToNumber } from '../../values';
import type { Interface, Machine, Topology } from './topology';

/**
 * The nodes by kind. Two nodes are of one kind when the topology stays what it is if they change places, each with its pods: they have
 * the same role and apply the same rules, and no list of networks, route, translation or relay of any machine tells them apart.
 * What holds between two of a kind then holds between all of it.
 * @param servers names of the nodes that run the control plane: some flows lead to these alone
 */
export function kindsOfNodes(
  topology: Topology,
  servers: ReadonlySet<string>,
): readonly (readonly Machine[])[] {
  const podsOn = podsByWire(topology);
  const blocks = addressLists(topology).map(blockOf);
  const callers = callersByAddress(topology);
  const numberOf = numbering();
  const kinds = new Map<string, Machine[]>();
  for (const node of topology.machines.filter((machine) => machine.kind === 'node')) {
    const group = [node, ...node.interfaces.flatMap(({ wire }) => podsOn.get(wire) ?? [])];
    const kind = [
      servers.has(node.name),
      ...group.map((machine) => shapeOf(machine, numberOf)),
      ...placeOf(group, blocks, callers),
    ].join('\n');
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [node]);
    else known.push(node);
  }
  return [...kinds.values()];
}

function podsByWire({ machines }: Topology): ReadonlyMap<string, readonly Machine[]> {
  const pods = new Map<string, Machine[]>();
  for (const machine of machines.filter(({ kind }) => kind === 'pod'))
    for (const { wire } of machine.interfaces) {
      const known = pods.get(wire);
      if (known === undefined) pods.set(wire, [machine]);
      else known.push(machine);
    }
  return pods;
}

/**
 * Lists of routes that several nodes share: each leads to the pods of every node, so that it stays what it is where two nodes
 * change places.
 */
function sharedRoutes(machines: Topology['machines']): ReadonlySet<Machine['routes']> {
  const [seen, shared] = [new Set<Machine['routes']>(), new Set<Machine['routes']>()];
  for (const { kind, routes } of machines)
    if (kind === 'node') (seen.has(routes) ? shared : seen).add(routes);
  return shared;
}

/**
 * Each list of networks that a rule, a tunnel or routes that nodes share hold, once; a machine's own address in its own rules tells
 * no nodes apart.
 */
function addressLists({ machines }: Topology): readonly (readonly Cidr[])[] {
  const seen = new Set<object>();
  const lists = new Map<string, readonly Cidr[]>();
  const add = (list: readonly Cidr[] | undefined, own: string): void => {
    if (list === undefined || seen.has(list)) return;
    seen.add(list);
    const text = String(list);
    if (text !== own) lists.set(text, list);
  };
  for (const machine of machines) {
    const own = ownNetwork(machine);
    for (const { chains } of machine.tables)
      for (const { rules } of chains)
        for (const { match } of rules)
          for (const list of [match.source, match.destination, match.notDestination]) add(list, own);
    const peers = machine.tunnel?.peers;
    if (peers === undefined || seen.has(peers)) continue;
    seen.add(peers);
    add(
      peers.map(({ node }) => hostCidr(node)),
      own,
    );
  }
  for (const routes of sharedRoutes(machines))
    add(
      routes.map(({ via }) => hostCidr(via)),
      '',
    );
  return [...lists.values()];
}

/** Names of the machines that send something to one address by a route, a translation or a relay. */
function callersByAddress({ machines }: Topology): ReadonlyMap<Ipv4, ReadonlySet<string>> {
  const callers = new Map<Ipv4, Set<string>>();
  const shared = sharedRoutes(machines);
  for (const { name, routes, relays, tables } of machines) {
    const called = [
      ...(shared.has(routes) ? [] : routes.map(({ via }) => via)),
      ...relays.flatMap(({ backends }) => backends.map(({ address }) => address)),
      ...tables.flatMap(({ chains }) =>
        chains.flatMap(({ rules }) =>
          rules.flatMap(({ verdict }) => (verdict.kind === 'dnat' ? [verdict.to] : [])),
        ),
      ),
    ];
    for (const address of called) callers.set(address, (callers.get(address) ?? new Set()).add(name));
  }
  return callers;
}

/** What the rest of the topology makes of the addresses of a node and its pods: the lists that hold them, and who calls one of them. */
function placeOf(
  group: readonly Machine[],
  blocks: readonly Block[],
  callers: ReadonlyMap<Ipv4, ReadonlySet<string>>,
): readonly string[] {
  const own = new Set(group.map(({ name }) => name));
  const addresses = group.flatMap(addressesOf);
  return [
    ...blocks.map((holds) => addresses.map((address) => (holds(address) ? '1' : '0')).join('')),
    // The one address that somebody else calls belongs to one node.
    ...addresses.filter((address) => [...(callers.get(address) ?? [])].some((name) => !own.has(name))),
  ];
}

/** What a machine is and does, without the addresses that only it has. */
function shapeOf(machine: Machine, numberOf: Numbering): string {
  const { interfaces, routes, tables, forwards, relays, tunnel } = machine;
  return [
    JSON.stringify([forwards, interfaces.map((card) => cardOf(machine, card)), relays]),
    // A pod's only way out is its node's own bridge.
    ...(machine.kind === 'pod' ? [] : [numberOf(routes, '')]),
    ...(tunnel === undefined ? [] : [tunnel.device, tunnel.port, numberOf(tunnel.peers, '')]),
    ...tables.map((table) => numberOf(table, ownNetwork(machine))),
  ].join(' ');
}

/** A card; the wire of pods and its network are each node's own. */
function cardOf({ kind }: Machine, { name, network, wire, bridge, answersFor }: Interface): unknown {
  return kind === 'pod' || bridge === true
    ? [name, bridge, answersFor, network.replace(/^.*\//, '')]
    : [name, answersFor, network, wire];
}

/** Gives equal texts one number, so that the long lists that machines share are compared once and not for each of them. */
function numbering(): Numbering {
  const texts = new Map<object, string>();
  const numbers = new Map<string, number>();
  return (part, own) => {
    const text = texts.get(part) ?? JSON.stringify(part);
    texts.set(part, text);
    const known = text.replaceAll(`["${own}"]`, '["own"]');
    const number = numbers.get(known) ?? numbers.size;
    numbers.set(known, number);
    return number;
  };
}

type Numbering = (part: object, own: string) => number;

function addressesOf({ interfaces, tunnel }: Machine): readonly Ipv4[] {
  const cards = interfaces.flatMap(({ address, answersFor = [] }) => [address, ...answersFor]);
  return tunnel === undefined ? cards : [...cards, tunnel.address];
}

function ownNetwork({ interfaces }: Machine): string {
  const [first] = interfaces;
  return first === undefined ? '' : hostCidr(first.address);
}

/** Whether an address lies in one of many networks. */
export type Block = (address: Ipv4) => boolean;

/** Networks in order, overlaps joined, so that an address is found among thousands of them in a few steps. */
export function blockOf(networks: readonly Cidr[]): Block {
  const joined: { first: number; last: number }[] = [];
  for (const { first, last } of networks.map(cidrBounds).sort((a, b) => a.first - b.first)) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before.last) before.last = Math.max(before.last, last);
    else joined.push({ first, last });
  }
  return (address) => {
    const number = ipv4ToNumber(address);
    let [low, high] = [0, joined.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((joined[middle]?.last ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    return (joined[low]?.first ?? Infinity) <= number;
  };
}

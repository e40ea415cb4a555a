import { type Facts, gatewayOf, networkOf } from '../../inventory';
import {
  type Cidr,
  cidrBounds,
  cidrContains,
  everywhere,
  hostCidr,
  type Ipv4,
  ipv4FromNumber,
  parseIpv4,
  prefixLength,
  rangeContains,
  valueOf,
} from '../../values';
import { type FarLink, farLinks } from './far-links';
import { wireOf } from './node-machines';
import type { Interface, Machine, Route } from './topology';

/** Machines on the internet: TEST-NET-3 of RFC 5737. The second is for questions about the first. */
const onTheInternet = ['203.0.113.7', '203.0.113.8', '203.0.113.9'].map((text) => valueOf(parseIpv4(text)));

/**
 * Who is around the cluster: a stranger on each of its networks, the administrators, the internet, hosts that no network of the
 * cluster holds, and the router that leads to them. What the router lets pass is not ours: it passes everything on.
 * @param guests addresses that a question is about and that no machine of the inventory has; each gets a machine of that name
 */
export function surroundings(facts: Facts, guests: readonly Ipv4[] = []): readonly Machine[] {
  const outside = outsideOf(facts, guests);
  const links = farLinks(outside.map(([, address]) => address));
  return [
    ...strangers(facts, guests),
    ...guests.flatMap((guest) => guestMachine(facts, guest)),
    ...(routersOf(facts).length === 0
      ? []
      : [
          routerMachine(facts, [...links.values()]),
          ...outside.flatMap(([name, address]) => {
            const link = links.get(address);
            return link === undefined ? [] : [farMachine(name, address, link)];
          }),
        ]),
  ];
}

/** Machines far away where no network has a router that leads to them: they exist, and how they are reached is not known. */
export function farWithoutRouter(facts: Facts, guests: readonly Ipv4[]): readonly Machine[] {
  if (routersOf(facts).length > 0) return [];
  const outside = outsideOf(facts, guests);
  const links = farLinks(outside.map(([, address]) => address));
  return outside.flatMap(([name, address]) => {
    const link = links.get(address);
    return link === undefined ? [] : [{ ...farMachine(name, address, link), routes: [] }];
  });
}

/** Who is beyond the networks of the cluster: the name of each and an address. */
function outsideOf(facts: Facts, guests: readonly Ipv4[]): readonly (readonly [string, Ipv4])[] {
  const far = guests.filter((guest) => networkOfAddress(facts, guest) === undefined);
  return [
    ...onTheInternet
      .filter((address) => !guests.includes(address))
      .slice(0, 1)
      .map((address) => ['internet', address] as const),
    ...far.map((guest) => [guest, guest] as const),
    ...administratorsOutside(facts, guests),
    ...facts.hosts
      .filter((host) => host.interfaces.every((card) => card.network === undefined))
      .map((host) => [host.name, host.address] as const),
  ];
}

/** Name of the machine that represents the administrators of one of their networks. */
export function administratorName(network: Cidr): string {
  return `administrator@${network}`;
}

/** Networks whose gateway is a router and not a host of ours. */
function routersOf(facts: Facts): readonly Interface[] {
  const ours = new Set(facts.hosts.flatMap((host) => host.interfaces.map((card) => card.address)));
  return Object.entries(facts.networks).flatMap(([name, { cidr, gateway }]) =>
    gateway === undefined || ours.has(gateway)
      ? []
      : [{ name: `to-${name}`, address: gateway, network: cidr, wire: wireOf(name, facts) }],
  );
}

function routerMachine(facts: Facts, links: readonly FarLink[]): Machine {
  const wires = new Map(links.map((link) => [link.wire, link]));
  return {
    name: 'router',
    kind: 'router',
    interfaces: [
      ...routersOf(facts),
      ...[...wires.values()].map(({ wire, network, router }, index) => ({
        name: `far-${index}`,
        address: router,
        network,
        wire,
      })),
    ],
    routes: [],
    forwards: true,
    tables: [],
    relays: [],
  };
}

/** A machine beyond the router. */
function farMachine(name: string, address: Ipv4, { wire, network, router }: FarLink): Machine {
  return {
    name,
    kind: 'outside',
    interfaces: [{ name: 'eth0', address, network, wire }],
    routes: [{ to: everywhere, via: router }],
    forwards: false,
    tables: [],
    relays: [],
  };
}

/** Administrators whose network is none of the cluster's come through the router. */
function administratorsOutside(facts: Facts, guests: readonly Ipv4[]): readonly (readonly [string, Ipv4])[] {
  const taken = new Set([
    ...facts.hosts.flatMap((host) => host.interfaces.map((card) => card.address)),
    ...guests,
  ]);
  return (facts.administrators?.networks ?? [])
    .filter((network) => networkHolding(facts, network) === undefined)
    .map((network) => {
      const { first, last } = cidrBounds(network);
      let number = Math.min(first + 10, last);
      while (number < last && taken.has(ipv4FromNumber(number))) number += 1;
      return [administratorName(network), ipv4FromNumber(number)];
    });
}

/** Machines on the cluster's networks that are not declared, and administrators who sit there. */
function strangers(facts: Facts, guests: readonly Ipv4[]): readonly Machine[] {
  const networks = Object.keys(facts.networks).filter((name) => name !== 'pods' && name !== 'services');
  return networks.flatMap((name) => {
    const network = facts.networks[name];
    if (network === undefined || facts.networks[name]?.wire !== undefined) return [];
    const administrators =
      facts.administrators?.networks.filter((cidr) => networkHolding(facts, cidr) === name) ?? [];
    const taken = new Set<Ipv4>(guests);
    const place = (machine: string, within: Cidr): Machine[] => {
      const address = freeAddress(facts, within, taken);
      if (address === undefined) return [];
      taken.add(address);
      return [neighbour(facts, machine, name, address)];
    };
    return [
      ...administrators.flatMap((cidr) => place(administratorName(cidr), cidr)),
      ...(administrators.some((cidr) => cidr === network.cidr)
        ? []
        : place(`stranger@${name}`, network.cidr)),
    ];
  });
}

/** A machine of an address that a question is about, where a network of the cluster holds the address. */
function guestMachine(facts: Facts, guest: Ipv4): readonly Machine[] {
  const network = networkOfAddress(facts, guest);
  return network === undefined ? [] : [neighbour(facts, guest, network, guest)];
}

/** A machine on a network of the cluster. */
function neighbour(facts: Facts, machine: string, name: string, address: Ipv4): Machine {
  const network = networkOf(name, facts);
  const wire = wireOf(name, facts);
  return {
    name: machine,
    kind: 'outside',
    interfaces: [{ name: 'eth0', address, network: network?.cidr ?? hostCidr(address), wire }],
    routes: [
      ...(network?.gateway === undefined ? [] : [{ to: everywhere, via: network.gateway }]),
      ...(name === 'nodes' ? inward(facts) : []),
    ],
    forwards: false,
    tables: [],
    relays: [],
  };
}

/** The name of the cluster's network that holds an address, the narrowest where several do; pods and Services are none. */
export function networkOfAddress({ networks }: Facts, address: Ipv4): string | undefined {
  const holding = Object.entries(networks).filter(
    ([name, { cidr }]) => name !== 'pods' && name !== 'services' && cidrContains(cidr, address),
  );
  return holding.toSorted(([, a], [, b]) => prefixLength(b.cidr) - prefixLength(a.cidr))[0]?.[0];
}

/** Whoever is on the wire of the nodes may take one of them for the way to pods and Services. */
function inward({ nodes, networks }: Facts): readonly Route[] {
  return nodes.slice(0, 1).flatMap(({ address }) => [
    { to: networks.pods.cidr, via: address },
    { to: networks.services.cidr, via: address },
  ]);
}

/** The name of the cluster's network in which an administrators' network lies. */
function networkHolding({ networks }: Facts, inner: Cidr): string | undefined {
  const { first } = cidrBounds(inner);
  return Object.entries(networks).find(([, { cidr }]) => cidrContains(cidr, ipv4FromNumber(first + 1)))?.[0];
}

/** The last address of a network that no machine has and no DHCP server hands out. */
function freeAddress(facts: Facts, network: Cidr, taken: ReadonlySet<Ipv4>): Ipv4 | undefined {
  const { first, last } = cidrBounds(network);
  const used = new Set([
    ...facts.nodes.map((node) => node.address),
    ...facts.hosts.flatMap((host) => host.interfaces.map((card) => card.address)),
    ...Object.values(facts.networks).flatMap(({ gateway }) => (gateway === undefined ? [] : [gateway])),
    ...facts.hosts.flatMap((host) => gatewayOf(host)?.forwards.map(({ to }) => to) ?? []),
  ]);
  for (let number = last - 1; number > first; number -= 1) {
    const address = ipv4FromNumber(number);
    const dynamic = facts.dhcp.some(({ range }) => rangeContains(range, address));
    if (!used.has(address) && !taken.has(address) && !dynamic) return address;
  }
  return undefined;
}

import fc from 'fast-check';
import type { Table } from '../../../lib/network/firewall/rule';
import type { Interface, Machine, Route } from '../../../lib/network/topology/topology';
import {
  addressAt,
  type Cidr,
  everywhere,
  type Ipv4,
  networkAround,
  parseIpv4,
  valueOf,
} from '../../../lib/values';

/** What a generated cluster is made of. */
export interface Shape {
  /** How many pods each node has. */
  readonly pods: readonly number[];
  /** Hosts that are no nodes, on each network. */
  readonly hosts: number;
  /** With two there is a router between them, and nodes on both. */
  readonly networks: 1 | 2;
  /** How pods reach those of other nodes: by VXLAN, or by routes that everybody but hosts knows. */
  readonly way: 'tunnel' | 'routes';
  /** Whether what pods send elsewhere has the address of their node. */
  readonly masquerade: boolean;
  /** Whether the router joins the first network by a bridge, so that its rules see what others there say. */
  readonly bridged: boolean;
}

/** Clusters of none to three nodes. */
export const shapes: fc.Arbitrary<Shape> = fc.record({
  pods: fc.array(fc.nat(2), { maxLength: 3 }),
  hosts: fc.integer({ min: 1, max: 2 }),
  networks: fc.constantFrom(1 as const, 2 as const),
  way: fc.constantFrom('routes' as const, 'tunnel' as const),
  masquerade: fc.boolean(),
  bridged: fc.boolean(),
});

/** So many machines has the largest of them. */
export const mostMachines = 1 + 2 * 2 + 3 * 3;

/** Networks in which a cluster stands, with prefixes of different lengths; rules may name parts of them and what is around. */
const wires = [
  { name: 'left', network: network('10.1.0.0', 24) },
  { name: 'right', network: network('10.2.0.0', 27) },
] as const;
const podNetwork = network('10.3.0.0', 16);

/** Networks that rules may name. */
export const namedNetworks: readonly Cidr[] = [
  ...wires.map((wire) => wire.network),
  podNetwork,
  ...[0, 1, 2].map(shareOf),
  network('10.1.0.0', 25),
  network('10.2.0.8', 29),
  network('10.0.0.0', 8),
];

/** The machines of a cluster; rules that they always have come last. */
export function machinesOf(shape: Shape): readonly Machine[] {
  const used = wires.slice(0, shape.networks);
  return [
    ...(shape.networks === 2 ? [router(shape)] : []),
    ...used.flatMap((wire) =>
      [2, 9].slice(0, shape.hosts).map((place, index): Machine => ({
        ...plain(`${wire.name}-host-${index}`, 'host'),
        interfaces: [card('eth0', wire, place)],
        routes: wayOut(shape, wire),
      })),
    ),
    ...shape.pods.flatMap((count, index) => [nodeOf(shape, index), ...podsOf(index, count)]),
  ];
}

type Wire = (typeof wires)[number];

function plain(name: string, kind: Machine['kind']) {
  return { name, kind, routes: [], forwards: false, tables: [], relays: [] } as const;
}

function card(name: string, wire: Wire, place: number): Interface {
  return { name, address: addressAt(wire.network, place), network: wire.network, wire: wire.name };
}

function router(shape: Shape): Machine {
  const [left, right] = wires;
  return {
    ...plain('router', 'router'),
    interfaces: [
      card('right', right, 1),
      { ...card('left', left, 1), ...(shape.bridged && { bridge: true }) },
    ],
    routes: shape.way === 'tunnel' ? [] : shape.pods.map((_, index) => routeToPods(shape, index)),
    forwards: true,
  };
}

function wayOut({ networks }: Shape, wire: Wire): readonly Route[] {
  return networks === 1 ? [] : [{ to: everywhere, via: addressAt(wire.network, 1) }];
}

function nodeOf(shape: Shape, index: number): Machine {
  const wire = wireOf(shape, index);
  const others = shape.pods.map((_, other) => other).filter((other) => other !== index);
  const near = others.filter((other) => wireOf(shape, other) === wire);
  const share = shareOf(index);
  return {
    ...plain(`node-${index}`, 'node'),
    interfaces: [
      card('eth0', wire, 20 + index),
      { name: 'cni0', address: addressAt(share, 1), network: share, wire: `pods-${index}`, bridge: true },
    ],
    routes: [
      ...(shape.way === 'routes' ? near.map((other) => routeToPods(shape, other)) : []),
      ...wayOut(shape, wire),
    ],
    forwards: true,
    ...(shape.way === 'tunnel' && {
      tunnel: {
        device: 'flannel.1',
        address: addressAt(share, 0),
        port: 8472,
        peers: others.map((other) => ({ pods: shareOf(other), node: nodeAddress(shape, other) })),
      },
    }),
    tables: shape.masquerade ? [masquerade] : [],
  };
}

function podsOf(node: number, count: number): readonly Machine[] {
  const share = shareOf(node);
  return Array.from({ length: count }, (_, index) => ({
    ...plain(`pod-${node}-${index}`, 'pod'),
    interfaces: [
      { name: 'eth0', address: addressAt(share, 2 + index), network: share, wire: `pods-${node}` },
    ],
    routes: [{ to: everywhere, via: addressAt(share, 1) }],
  }));
}

/** Rules as Flannel has them, between the priorities of those that are generated. */
const masquerade: Table = {
  family: 'ip',
  name: 'flannel',
  chains: [
    {
      name: 'postrouting',
      type: 'nat',
      hook: 'postrouting',
      priority: 105,
      policy: 'accept',
      rules: [
        {
          match: { source: [podNetwork], destination: [podNetwork] },
          verdict: { kind: 'accept' },
          flow: 'pods see each other',
        },
        {
          match: { source: [podNetwork] },
          verdict: { kind: 'masquerade' },
          flow: 'pods leave as their node',
        },
      ],
    },
  ],
};

function wireOf({ networks }: Shape, node: number): Wire {
  return networks === 2 && node % 2 === 1 ? wires[1] : wires[0];
}

function nodeAddress(shape: Shape, node: number): Ipv4 {
  return addressAt(wireOf(shape, node).network, 20 + node);
}

function routeToPods(shape: Shape, node: number): Route {
  return { to: shareOf(node), via: nodeAddress(shape, node) };
}

function shareOf(node: number): Cidr {
  return networkAround(addressAt(podNetwork, node * 256), 24);
}

function network(address: string, length: number): Cidr {
  return networkAround(valueOf(parseIpv4(address)), length);
}

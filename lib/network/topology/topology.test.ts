import { gateway } from '../../machines';
import { host } from '../../inventory';
import type { ClusterInput } from '../../plan';
import { base, ciliumBase, db, gate, gatewayBase, gateWay, nixosBase } from '../../plan/fixtures/base';

import { bundled, smallCluster } from '../../testing/clusters';
import { parseIpv4, valueOf } from '../../values';
import { withGuests } from './machine-model';
import type { Machine } from './topology';

const modelOf = (input: ClusterInput) => bundled(input).hosts;

/** A machine in a few lines: its cards, its ways out, its tables. */
function inLines({ interfaces, routes, tunnel, tables }: Machine): readonly string[] {
  return [
    ...interfaces.map(
      ({ name, address, network, wire, bridge, answersFor }) =>
        `${name} ${address}/${network.replace(/.*\//, '')} on ${wire}${bridge === true ? ', a bridge' : ''}${answersFor === undefined ? '' : `, answers for ${answersFor.join(', ')}`}`,
    ),
    ...routes.map(({ to, via }) => `${to} by way of ${via}`),
    ...(tunnel?.peers ?? [])
      .filter(({ node }) => node !== interfaces[0]?.address)
      .map(({ pods, node }) => `${pods} by VXLAN to ${node}`),
    ...(tunnel === undefined ? [] : [`VXLAN on ${tunnel.device} ${tunnel.address}, port ${tunnel.port}`]),
    ...tables.map(({ name }) => `table ${name}`),
  ];
}

const named = (input: ClusterInput) =>
  Object.fromEntries(modelOf(input).topology.machines.map((machine) => [machine.name, machine]));
const shown = (input: ClusterInput, name: string) => {
  const machine = named(input)[name];
  return machine === undefined ? undefined : inLines(machine);
};

/** The same cluster with every node a server. */
const threeServers = {
  ...smallCluster([]),
  nodes: base.nodes.map((node) => ({ ...node, role: 'server' as const })),
};

const ada = [
  'eth0 192.0.2.11/24 on nodes',
  'cni0 10.42.0.1/24 on pods of ada, a bridge',
  '0.0.0.0/0 by way of 192.0.2.1',
  '10.42.1.0/24 by VXLAN to 192.0.2.12',
  '10.42.2.0/24 by VXLAN to 192.0.2.13',
  'VXLAN on flannel.1 10.42.0.0, port 8472',
];
/** The same node with Cilium. */
const adaOnCilium = [
  'eth0 192.0.2.11/24 on nodes',
  'lxc 10.42.0.1/24 on pods of ada, a bridge',
  ...ada.slice(2, 5),
  'VXLAN on cilium_vxlan 10.42.0.1, port 8472',
];
const podsOf = (...nodes: readonly string[]) =>
  nodes.flatMap((node) => [node, `pod-1@${node}`, `pod-2@${node}`]);

test.each<readonly [string, ClusterInput, readonly string[]]>([
  ['one server', base, [...podsOf('ada', 'bob', 'cyd'), 'db', 'stranger@nodes', 'router', 'internet']],
  [
    'several servers',
    threeServers,
    [...podsOf('ada', 'bob', 'cyd'), 'db', 'stranger@nodes', 'router', 'internet'],
  ],
  ['Cilium', ciliumBase, [...podsOf('ada', 'bob', 'cyd'), 'db', 'stranger@nodes', 'router', 'internet']],
  [
    'a gateway',
    gatewayBase,
    [
      ...podsOf('ada', 'bob', 'cyd'),
      'db',
      'gate',
      'stranger@nodes',
      'administrator@198.51.100.0/24',
      'router',
      'internet',
    ],
  ],
  [
    'no hosts',
    { ...smallCluster([]), hosts: [] },
    [...podsOf('ada', 'bob', 'cyd'), 'stranger@nodes', 'router', 'internet'],
  ],
  [
    'no way out',
    { ...smallCluster([]), networks: { ...base.networks, nodes: { cidr: '192.0.2.0/24' } } },
    [...podsOf('ada', 'bob', 'cyd'), 'db', 'stranger@nodes'],
  ],
  [
    'NixOS, a name server elsewhere, and administrators who come from outside',
    nixosBase,
    [
      ...podsOf('ada', 'bob', 'cyd'),
      'db',
      'stranger@nodes',
      'router',
      'internet',
      'administrator@198.51.100.0/24',
      'names',
    ],
  ],
])('the machines of a cluster with %s', (_, input, names) => {
  expect(Object.keys(named(input))).toEqual(names);
});

test.each<readonly [string, ClusterInput, string, readonly string[]]>([
  ['a node', base, 'ada', [...ada, 'table flannel', 'table kube-proxy']],
  [
    'a node with Cilium, whose tables are named after it',
    ciliumBase,
    'ada',
    [...adaOnCilium, 'table cilium', 'table cilium-services'],
  ],
  [
    'a node on NixOS has a filter',
    nixosBase,
    'ada',
    [...ada, 'table asterism', 'table flannel', 'table kube-proxy'],
  ],
  [
    'the first node answers for the load balancer to which a gateway leads',
    gatewayBase,
    'ada',
    [
      'eth0 192.0.2.11/24 on nodes, answers for 192.0.2.240',
      ...adaOnCilium.slice(1),
      'table cilium',
      'table cilium-services',
    ],
  ],
  [
    'the other nodes do not',
    gatewayBase,
    'bob',
    [
      'eth0 192.0.2.12/24 on nodes',
      'lxc 10.42.1.1/24 on pods of bob, a bridge',
      '0.0.0.0/0 by way of 192.0.2.1',
      '10.42.0.0/24 by VXLAN to 192.0.2.11',
      '10.42.2.0/24 by VXLAN to 192.0.2.13',
      'VXLAN on cilium_vxlan 10.42.1.1, port 8472',
      'table cilium',
      'table cilium-services',
    ],
  ],
  [
    'a host with two cards leaves by the gateway of the first',
    {
      ...gatewayBase,
      hosts: [
        ...gatewayBase.hosts,
        host({
          name: 'store',
          description: 'files',
          interfaces: [
            { name: 'eth0', network: 'nodes', address: '192.0.2.21' },
            { name: 'eth1', network: 'uplink', address: '198.51.100.21' },
          ],
        }),
      ],
    },
    'store',
    ['eth0 192.0.2.21/24 on nodes', 'eth1 198.51.100.21/24 on uplink', '0.0.0.0/0 by way of 192.0.2.1'],
  ],
  ['a pod', base, 'pod-2@bob', ['eth0 10.42.1.3/24 on pods of bob', '0.0.0.0/0 by way of 10.42.1.1']],
  ['a host', base, 'db', ['eth0 192.0.2.20/24 on nodes', '0.0.0.0/0 by way of 192.0.2.1']],
  [
    'a host on NixOS has a filter',
    nixosBase,
    'db',
    ['eth0 192.0.2.20/24 on nodes', '0.0.0.0/0 by way of 192.0.2.1', 'table asterism'],
  ],
  [
    'a gateway',
    gatewayBase,
    'gate',
    [
      'eth0 198.51.100.2/24 on uplink',
      'br0 192.0.2.1/24 on nodes',
      '0.0.0.0/0 by way of 198.51.100.1',
      'table firewalld',
    ],
  ],
  [
    'a stranger takes a node for the way to pods and Services',
    base,
    'stranger@nodes',
    [
      'eth0 192.0.2.254/24 on nodes',
      '0.0.0.0/0 by way of 192.0.2.1',
      '10.42.0.0/16 by way of 192.0.2.11',
      '10.43.0.0/16 by way of 192.0.2.11',
    ],
  ],
  [
    'the router',
    base,
    'router',
    ['to-nodes 192.0.2.1/24 on nodes', 'far-0 203.0.113.6/31 on to 203.0.113.6/31'],
  ],
  [
    'the router beyond a gateway stands on its far side',
    gatewayBase,
    'router',
    ['to-uplink 198.51.100.1/24 on uplink', 'far-0 203.0.113.6/31 on to 203.0.113.6/31'],
  ],
  [
    'an administrator who sits in a network of the cluster',
    gatewayBase,
    'administrator@198.51.100.0/24',
    ['eth0 198.51.100.254/24 on uplink', '0.0.0.0/0 by way of 198.51.100.1'],
  ],
  [
    'an administrator who comes from outside',
    nixosBase,
    'administrator@198.51.100.0/24',
    ['eth0 198.51.100.10/31 on to 198.51.100.10/31', '0.0.0.0/0 by way of 198.51.100.11'],
  ],
])('%s', (_, input, name, lines) => {
  expect(shown(input, name)).toEqual(lines);
});

test.each<readonly [string, string, readonly string[]]>([
  [
    'an address of the nodes stands on their wire',
    '192.0.2.77',
    [
      'eth0 192.0.2.77/24 on nodes',
      '0.0.0.0/0 by way of 192.0.2.1',
      '10.42.0.0/16 by way of 192.0.2.11',
      '10.43.0.0/16 by way of 192.0.2.11',
    ],
  ],
  [
    'an address of another network of the cluster is there, behind its gateway',
    '198.51.100.5',
    ['eth0 198.51.100.5/24 on uplink', '0.0.0.0/0 by way of 198.51.100.1'],
  ],
  [
    'an address of none stands beyond the router',
    '203.0.113.7',
    ['eth0 203.0.113.7/31 on to 203.0.113.6/31', '0.0.0.0/0 by way of 203.0.113.6'],
  ],
])('whoever a question is about has the address that was asked for: %s', (_, address, lines) => {
  const guest = valueOf(parseIpv4(address));
  const model = withGuests(modelOf(gatewayBase), [guest]);
  const holders = model.topology.machines.filter((machine) =>
    machine.interfaces.some((card) => card.address === guest),
  );
  expect(holders.map((machine) => [machine.name, inLines(machine)])).toEqual([[address, lines]]);
});

test('nodes, gateways and routers pass packets on, and no other machine does', () => {
  const on = (input: ClusterInput) => modelOf(input).topology.machines.filter(({ forwards }) => forwards);
  expect(on(base).map(({ name }) => name)).toEqual(['ada', 'bob', 'cyd', 'router']);
  expect(on(gatewayBase).map(({ name }) => name)).toEqual(['ada', 'bob', 'cyd', 'gate', 'router']);
});

test('the balancer of the API passes connections on to every server', () => {
  const nodes = gatewayBase.nodes.map((node) => ({
    ...node,
    role: 'server' as const,
  }));
  const machines = named({ ...gatewayBase, nodes });
  expect(machines['gate']?.relays).toEqual([
    {
      transport: 'tcp',
      port: 6443,
      backends: [
        { address: '192.0.2.11', port: 6443 },
        { address: '192.0.2.12', port: 6443 },
        { address: '192.0.2.13', port: 6443 },
      ],
    },
  ]);
  const without = named({ ...gatewayBase, api: { host: 'ada' }, hosts: [db, gate([gateway(gateWay)])] });
  expect(without['gate']?.relays).toEqual([]);
});

test('hosts whose addresses stand side by side, or where an administrator would, stay apart', () => {
  const far = (name: string, address: string) =>
    host({ name, description: 'elsewhere', interfaces: [{ name: 'eth0', address }] });
  const machines = named({
    ...nixosBase,
    hosts: [
      ...nixosBase.hosts,
      far('one', '198.51.100.10'),
      far('two', '198.51.100.11'),
      far('three', '203.0.113.52'),
    ],
  });
  const addresses = Object.values(machines).flatMap(({ name, interfaces }) =>
    interfaces.map(({ address }) => [address, name] as const),
  );
  expect(new Map(addresses).size).toBe(addresses.length);
  for (const [name, address] of [
    ['one', '198.51.100.10'],
    ['two', '198.51.100.11'],
    ['three', '203.0.113.52'],
    ['names', '203.0.113.53'],
  ] as const)
    expect([name, machines[name]?.interfaces[0]?.address]).toEqual([name, address]);
});

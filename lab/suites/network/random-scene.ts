import fc from 'fast-check';
import type { Chain, Match, PortRange, Rule, Table, Verdict } from '../../../lib/network/firewall/rule';
import type { Machine, Scene } from '../../../lib/network/scene/scene';
import {
  addressAt,
  type Cidr,
  everywhere,
  hostCidr,
  type Ipv4,
  networkAround,
  parseIpv4,
} from '../../../lib/values';

/** Ports that rules name and probes try. */
export const randomPorts: readonly number[] = [80, 81, 443, 8080];

/** The two networks, with a router between them; on each of them two hosts. */
const left = networkAround(
  parseIpv4('10.1.0.1', 'left', () => undefined),
  24,
);
const right = networkAround(
  parseIpv4('10.2.0.1', 'right', () => undefined),
  28,
);

const hosts = [
  { name: 'a', network: left, place: 10 },
  { name: 'b', network: left, place: 130 },
  { name: 'c', network: right, place: 2 },
  { name: 'd', network: right, place: 9 },
] as const;

/** Names of all machines. */
export const randomMachines: readonly string[] = ['router', ...hosts.map(({ name }) => name)];

/** Addresses of all machines, the router's last. */
export const randomAddresses: readonly Ipv4[] = [
  ...hosts.map(({ network, place }) => addressAt(network, place)),
  addressAt(left, 1),
  addressAt(right, 1),
];

/** Scenes of five machines, on each of which there may be any rules. */
export function randomScenes(): fc.Arbitrary<Scene> {
  return fc
    .record({
      router: tablesOn(['left', 'right', 'lo']),
      bridged: fc.boolean(),
      others: fc.tuple(
        ...hosts.map(() => fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, tablesOn(['eth0', 'lo']))),
      ),
    })
    .map(({ router, bridged, others }) => ({
      machines: [
        {
          name: 'router',
          kind: 'router',
          interfaces: [
            { name: 'right', address: addressAt(right, 1), network: right, wire: 'right' },
            {
              name: 'left',
              address: addressAt(left, 1),
              network: left,
              wire: 'left',
              ...(bridged && { bridge: true }),
            },
          ],
          routes: [],
          forwards: true,
          tables: router,
          relays: [],
        },
        ...hosts.map(({ name, network, place }, index): Machine => ({
          name,
          kind: 'host',
          interfaces: [
            {
              name: 'eth0',
              address: addressAt(network, place),
              network,
              wire: network === left ? 'left' : 'right',
            },
          ],
          routes: [{ to: everywhere, via: addressAt(network, 1) }],
          forwards: false,
          tables: others[index] ?? [],
          relays: [],
        })),
      ],
    }));
}

type Kind = Pick<Chain, 'type' | 'hook'> & { readonly priorities: readonly number[] };

/** Filters stand before and after the places where addresses are translated. */
const kinds: readonly Kind[] = [
  { type: 'filter', hook: 'prerouting', priorities: [-150, -101, -50, 0] },
  { type: 'filter', hook: 'input', priorities: [-10, 0, 50, 110] },
  { type: 'filter', hook: 'forward', priorities: [-10, 0, 10] },
  { type: 'filter', hook: 'output', priorities: [-150, -90, 0] },
  { type: 'filter', hook: 'postrouting', priorities: [0, 90, 110] },
  { type: 'nat', hook: 'prerouting', priorities: [-110, -100, -90] },
  { type: 'nat', hook: 'output', priorities: [-100, -90] },
  { type: 'nat', hook: 'postrouting', priorities: [90, 100, 110] },
];

/** Tables of one to four chains; no two of one type and hook have the same priority, since then nothing says which is first. */
function tablesOn(devices: readonly string[]): fc.Arbitrary<Table[]> {
  return fc
    .uniqueArray(
      fc.constantFrom(...kinds).chain((kind) => chainOf(kind, devices)),
      { minLength: 1, maxLength: 4, selector: ({ type, hook, priority }) => `${type} ${hook} ${priority}` },
    )
    .chain((chains) =>
      fc.constantFrom('inet' as const, 'ip' as const).map((family) => [
        {
          family,
          name: 'mixed',
          chains: chains.map((chain, index) => ({ ...chain, name: `chain${index}` })),
        },
      ]),
    );
}

function chainOf({ type, hook, priorities }: Kind, devices: readonly string[]): fc.Arbitrary<Chain> {
  return fc.record({
    name: fc.constant('chain'),
    type: fc.constant(type),
    hook: fc.constant(hook),
    priority: fc.constantFrom(...priorities),
    policy:
      type === 'nat'
        ? fc.constant('accept' as const)
        : fc.oneof({ weight: 3, arbitrary: fc.constant('accept' as const) }, fc.constant('drop' as const)),
    rules: fc.array(ruleOf(type, hook, devices), { minLength: 1, maxLength: 5 }),
  });
}

function ruleOf(type: Chain['type'], hook: Chain['hook'], devices: readonly string[]): fc.Arbitrary<Rule> {
  return fc.record({ match: matches(devices), verdict: verdicts(type, hook) }).map(({ match, verdict }) => ({
    // nftables changes a port only where it knows what has ports.
    match:
      verdict.kind === 'dnat' && verdict.port !== undefined
        ? { ...match, transport: match.transport ?? 'tcp' }
        : match,
    verdict,
    flow: 'any',
  }));
}

function verdicts(type: Chain['type'], hook: Chain['hook']): fc.Arbitrary<Verdict> {
  if (type === 'filter') return fc.constantFrom({ kind: 'accept' }, { kind: 'drop' });
  if (hook === 'postrouting') return fc.constantFrom({ kind: 'masquerade' }, { kind: 'accept' });
  const target = fc.constantFrom(...randomAddresses);
  return fc.oneof(
    target.map((to) => ({ kind: 'dnat' as const, to })),
    fc.record({ kind: fc.constant('dnat' as const), to: target, port: fc.constantFrom(...randomPorts) }),
    fc.constant({ kind: 'accept' as const }),
  );
}

const prefixes: readonly Cidr[] = [
  ...randomAddresses.map(hostCidr),
  left,
  right,
  networkAround(addressAt(left, 0), 25),
  networkAround(addressAt(right, 8), 29),
  networkAround(addressAt(left, 0), 8),
  everywhere,
];

const ranges: readonly PortRange[] = [
  { first: 80, last: 80 },
  { first: 81, last: 443 },
  { first: 443, last: 9000 },
  { first: 8080, last: 8080 },
];

/** At most two conditions: of many, no packet would meet them all. */
function matches(devices: readonly string[]): fc.Arbitrary<Match> {
  const networks = fc.uniqueArray(fc.constantFrom(...prefixes), { minLength: 1, maxLength: 2 });
  const names = fc.uniqueArray(fc.constantFrom(...devices), { minLength: 1, maxLength: 2 });
  const states = fc.uniqueArray(fc.constantFrom('new' as const, 'established' as const, 'related' as const), {
    minLength: 1,
    maxLength: 2,
  });
  const transport = fc.constantFrom('tcp' as const, 'udp' as const);
  const ports = fc.uniqueArray(fc.constantFrom(...ranges), { minLength: 1, maxLength: 2 });
  const condition = fc.oneof(
    fc.record({ states }),
    fc.constant({ translated: true as const }),
    fc.record({ iifname: names }),
    fc.record({ oifname: names }),
    fc.record({ source: networks }),
    fc.record({ destination: networks }),
    fc.record({ notDestination: networks }),
    fc.record({ transport }),
    fc.record({ transport, ports }),
  );
  return fc
    .array(condition, { maxLength: 2 })
    .map((conditions) => conditions.reduce<Match>((all, one) => ({ ...all, ...one }), {}));
}

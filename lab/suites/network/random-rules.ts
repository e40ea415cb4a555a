import fc from 'fast-check';
import type { Chain, Match, PortRange, FilterRule, Table, Verdict } from '../../../lib/network/firewall/rule';
import { type Cidr, everywhere, hostCidr, type Ipv4 } from '../../../lib/values';

/** Ports that rules name and probes try. */
export const randomPorts: readonly number[] = [80, 81, 443, 8080];

/** What rules may name. */
export interface RuleWords {
  /** Devices of their machine. */
  readonly devices: readonly string[];
  /** Addresses in the topology. */
  readonly addresses: readonly Ipv4[];
  readonly networks: readonly Cidr[];
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
export function randomTables(at: RuleWords): fc.Arbitrary<Table[]> {
  return fc
    .uniqueArray(
      fc.constantFrom(...kinds).chain((kind) => chainOf(kind, at)),
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

function chainOf({ type, hook, priorities }: Kind, at: RuleWords): fc.Arbitrary<Chain> {
  return fc.record({
    name: fc.constant('chain'),
    type: fc.constant(type),
    hook: fc.constant(hook),
    priority: fc.constantFrom(...priorities),
    policy:
      type === 'nat'
        ? fc.constant('accept' as const)
        : fc.oneof({ weight: 3, arbitrary: fc.constant('accept' as const) }, fc.constant('drop' as const)),
    rules: fc.array(ruleOf(type, hook, at), { minLength: 1, maxLength: 5 }),
  });
}

function ruleOf(type: Chain['type'], hook: Chain['hook'], at: RuleWords): fc.Arbitrary<FilterRule> {
  return fc.record({ match: matches(at), verdict: verdicts(type, hook, at) }).map(({ match, verdict }) => ({
    // nftables changes a port only where it knows what has ports.
    match:
      verdict.kind === 'dnat' && verdict.port !== undefined
        ? { ...match, transport: match.transport ?? 'tcp' }
        : match,
    verdict,
    flow: 'any',
  }));
}

function verdicts(type: Chain['type'], hook: Chain['hook'], { addresses }: RuleWords): fc.Arbitrary<Verdict> {
  if (type === 'filter') return fc.constantFrom({ kind: 'accept' }, { kind: 'drop' });
  if (hook === 'postrouting') return fc.constantFrom({ kind: 'masquerade' }, { kind: 'accept' });
  const target = fc.constantFrom(...addresses);
  return fc.oneof(
    target.map((to) => ({ kind: 'dnat' as const, to })),
    fc.record({ kind: fc.constant('dnat' as const), to: target, port: fc.constantFrom(...randomPorts) }),
    fc.constant({ kind: 'accept' as const }),
  );
}

const ranges: readonly PortRange[] = [
  { first: 80, last: 80 },
  { first: 81, last: 443 },
  { first: 443, last: 9000 },
  { first: 8080, last: 8080 },
];

/** At most two conditions: of many, no packet would meet them all. */
function matches({ devices, addresses, networks: around }: RuleWords): fc.Arbitrary<Match> {
  const prefixes = [...addresses.map(hostCidr), ...around, everywhere];
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

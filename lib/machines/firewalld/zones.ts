import { type Facts, gatewayOf, type Host, networkOf } from '../../inventory';
import {
  addressesOf,
  flowText,
  type HostFlow,
  leadsToHost,
  type FilterRule,
  type Table,
  type Verdict,
  type Zone,
} from '../../network';
import {
  type Cidr,
  cidrsOverlap,
  cidrWithin,
  everywhere,
  type Ipv4,
  onePort,
  type PortRange,
  type Transport,
} from '../../values';

/** What firewalld does on a gateway: a zone a side, and the policies between them. */
export interface GatewayFirewall {
  readonly zones: readonly FirewalldZone[];
  readonly policies: readonly FirewalldPolicy[];
}

/** A zone of firewalld: cards, and what may come in by them. What nothing opens is rejected. */
export interface FirewalldZone {
  /** `public` towards the internet, `internal` behind. */
  readonly name: 'public' | 'internal';
  readonly interfaces: readonly string[];
  readonly opens: readonly Opening[];
  readonly forwards: readonly { readonly port: number; readonly to: Ipv4 }[];
}

/** A port that a zone opens to networks. */
export interface Opening {
  readonly transport: Transport;
  readonly ports: PortRange;
  /** From where; left out, from anywhere on that side. */
  readonly sources?: readonly Cidr[];
  readonly flow: string;
}

/** What passes from one zone to another. */
export interface FirewalldPolicy {
  readonly name: string;
  readonly from: FirewalldZone['name'];
  readonly to: FirewalldZone['name'];
  /** Whether what passes has the address of this host from then on. */
  readonly masquerade: boolean;
}

/** The firewall of a gateway, or undefined where the host is none. */
export function gatewayFirewall(
  host: Host,
  flows: readonly HostFlow[],
  facts: Facts,
): GatewayFirewall | undefined {
  const gateway = gatewayOf(host);
  if (gateway === undefined) return undefined;
  const cards = (network: string) =>
    host.interfaces.filter((card) => card.network === network).map((card) => card.name);
  const inside = networkOf(gateway.inside, facts)?.cidr;
  const into = flows.filter(({ to }) => leadsToHost(to, host));
  return {
    zones: [
      {
        name: 'public',
        interfaces: cards(gateway.outside),
        opens: openings(into, (source) => inside === undefined || !cidrWithin(source, inside), facts),
        forwards: gateway.forwards,
      },
      {
        name: 'internal',
        interfaces: cards(gateway.inside),
        opens: openings(into, (source) => inside !== undefined && cidrsOverlap(source, inside), facts),
        forwards: [],
      },
    ],
    policies: [{ name: 'internal_to_public', from: 'internal', to: 'public', masquerade: true }],
  };
}

/** The same as rules: what firewalld makes of it, as far as packets tell. */
export function gatewayTable({ zones, policies }: GatewayFirewall): Table {
  const cards = (name: FirewalldZone['name']) => zones.find((one) => one.name === name)?.interfaces ?? [];
  const between = ({ name, from, to }: FirewalldPolicy, verdict: Verdict): FilterRule => ({
    match: { iifname: cards(from), oifname: cards(to) },
    verdict,
    flow: name,
  });
  const start: readonly FilterRule[] = [
    {
      match: { states: ['established', 'related'] },
      verdict: { kind: 'accept' },
      flow: 'replies to accepted connections',
    },
    { match: { translated: true }, verdict: { kind: 'accept' }, flow: 'forwarded ports' },
  ];
  return {
    family: 'inet',
    name: 'firewalld',
    chains: [
      {
        name: 'nat_PREROUTING',
        type: 'nat',
        hook: 'prerouting',
        priority: -90,
        policy: 'accept',
        rules: zones.flatMap(({ interfaces, forwards }) =>
          forwards.map(({ port, to }): FilterRule => ({
            match: { iifname: interfaces, transport: 'tcp', ports: [onePort(port)] },
            verdict: { kind: 'dnat', to },
            flow: `port ${port} to ${to}`,
          })),
        ),
      },
      {
        name: 'filter_INPUT',
        type: 'filter',
        hook: 'input',
        priority: 10,
        policy: 'drop',
        rules: [
          ...start,
          { match: { iifname: ['lo'] }, verdict: { kind: 'accept' }, flow: 'the machine itself' },
          ...zones.flatMap(({ interfaces, opens }) =>
            opens.map(({ transport, ports, sources, flow }): FilterRule => ({
              match: {
                iifname: interfaces,
                ...(sources !== undefined && { source: sources }),
                transport,
                ports: [ports],
              },
              verdict: { kind: 'accept' },
              flow,
            })),
          ),
        ],
      },
      {
        name: 'filter_FORWARD',
        type: 'filter',
        hook: 'forward',
        priority: 10,
        policy: 'drop',
        rules: [...start, ...policies.map((policy) => between(policy, { kind: 'accept' }))],
      },
      {
        name: 'nat_POSTROUTING',
        type: 'nat',
        hook: 'postrouting',
        priority: 110,
        policy: 'accept',
        rules: policies
          .filter(({ masquerade }) => masquerade)
          .map((policy) => between(policy, { kind: 'masquerade' })),
      },
    ],
  };
}

/**
 * What flows need of one side; those to the same port from the same places are one opening.
 * @param comesIn whether packets from a network come in by that side
 */
function openings(
  flows: readonly HostFlow[],
  comesIn: (source: Cidr) => boolean,
  facts: Facts,
): readonly Opening[] {
  const all = new Map<string, Opening>();
  for (const { from, transport, ports, why } of flows) {
    const sources = sourcesOf(from, facts).filter(comesIn);
    if (sources.length === 0) continue;
    const opening = { transport, ports, ...(!sources.includes(everywhere) && { sources }) };
    const key = JSON.stringify(opening);
    const earlier = all.get(key)?.flow;
    all.set(key, { ...opening, flow: flowText(earlier === undefined ? [why] : [earlier, why]) });
  }
  return [...all.values()];
}

/** Networks from which a gateway sees the packets of a zone come. */
function sourcesOf(zone: Zone, facts: Facts): readonly Cidr[] {
  // What pods send to a host has the address of their node.
  return addressesOf(zone.kind === 'pods' ? { kind: 'nodes' } : zone, facts).networks;
}

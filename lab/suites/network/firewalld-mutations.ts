import type { FirewalldZone, GatewayFirewall } from '../../../lib/machines/firewalld/zones';
import { type Mutation, prefixesNear } from './mutations';

/** A change of a gateway's zones and policies that a careless hand could make. */
export interface FirewalldMutation extends Pick<Mutation, 'kind' | 'chain' | 'says'> {
  readonly firewall: GatewayFirewall;
}

/**
 * Every card, source, forwarded port, policy and masquerade removed; every source a bit wider and a bit narrower; and every two
 * neighbours among openings and forwarded ports swapped, which must not matter: firewalld has an order of its own.
 */
export function firewalldMutations(firewall: GatewayFirewall): readonly FirewalldMutation[] {
  const { zones, policies } = firewall;
  return [
    ...zones.flatMap((zone, index) =>
      zoneMutations(zone).map(({ zone: other, ...face }) => ({
        ...face,
        firewall: { zones: zones.with(index, other), policies },
      })),
    ),
    ...policies.flatMap((policy, index): FirewalldMutation[] => [
      {
        kind: 'removed',
        chain: 'filter_FORWARD',
        says: policy.name,
        firewall: { zones, policies: policies.toSpliced(index, 1) },
      },
      ...(policy.masquerade
        ? [
            {
              kind: 'removed' as const,
              chain: 'nat_POSTROUTING',
              says: `masquerade of ${policy.name}`,
              firewall: { zones, policies: policies.with(index, { ...policy, masquerade: false }) },
            },
          ]
        : []),
    ]),
  ];
}

interface ZoneMutation extends Omit<FirewalldMutation, 'firewall'> {
  readonly zone: FirewalldZone;
}

function zoneMutations(zone: FirewalldZone): readonly ZoneMutation[] {
  const { name, interfaces, opens, forwards } = zone;
  const [input, translation] = ['filter_INPUT', 'nat_PREROUTING'];
  return [
    ...interfaces.map((card, index): ZoneMutation => ({
      kind: 'removed',
      chain: input,
      says: `${name}: ${card}`,
      zone: { ...zone, interfaces: interfaces.toSpliced(index, 1) },
    })),
    ...sourceMutations(zone).map((mutation) => ({ ...mutation, chain: input })),
    ...forwards.map(({ port }, index): ZoneMutation => ({
      kind: 'removed',
      chain: translation,
      says: `${name}: forwarded port ${port}`,
      zone: { ...zone, forwards: forwards.toSpliced(index, 1) },
    })),
    ...swaps(opens).map((other): ZoneMutation => ({
      kind: 'swapped',
      chain: input,
      says: `${name}: openings`,
      zone: { ...zone, opens: other },
    })),
    ...swaps(forwards).map((other): ZoneMutation => ({
      kind: 'swapped',
      chain: translation,
      says: `${name}: forwarded ports`,
      zone: { ...zone, forwards: other },
    })),
  ];
}

/** Each source of an opening is a rule of its own for firewalld; where none is named, the opening is one. */
function sourceMutations(zone: FirewalldZone): readonly Omit<ZoneMutation, 'chain'>[] {
  return zone.opens.flatMap((opening, place) => {
    const { sources, flow } = opening;
    if (sources === undefined)
      return [
        {
          kind: 'removed' as const,
          says: `${zone.name}: "${flow}"`,
          zone: { ...zone, opens: zone.opens.toSpliced(place, 1) },
        },
      ];
    const withSources = (other: typeof sources): FirewalldZone => ({
      ...zone,
      opens: zone.opens.with(place, { ...opening, sources: other }),
    });
    return sources.flatMap((source, index) => [
      {
        kind: 'removed' as const,
        says: `${zone.name}: "${flow}" from ${source}`,
        zone: withSources(sources.toSpliced(index, 1)),
      },
      ...(['widened', 'narrowed'] as const).flatMap((kind) =>
        prefixesNear(source, kind).map((other) => ({
          kind,
          says: `${zone.name}: "${flow}" from ${source} as ${other}`,
          zone: withSources(sources.with(index, other)),
        })),
      ),
    ]);
  });
}

/** The list with each two neighbours in each other's place. */
function swaps<T>(list: readonly T[]): readonly (readonly T[])[] {
  return list
    .slice(1)
    .map((second, index) =>
      list.flatMap((one, place) => (place === index ? [second, one] : place === index + 1 ? [] : [one])),
    );
}

import type { Capability, Facts, Provider, Wanted } from '../inventory';
import type { ReadComponent } from './planned';

/** Something in a cluster that provides capabilities. */
export interface ClusterProvider extends Provider {
  /** Its name, as messages show it. */
  readonly name: string;
  /** Where the cluster lists it: `components`. */
  readonly listedIn: 'components' | 'distribution';
  /** What it would provide if it were written otherwise. */
  readonly offers: readonly Capability[];
}

/** Everything in a cluster that provides capabilities: its components, and last its distribution. */
export function providersIn(
  components: readonly ReadComponent[],
  { distribution }: Pick<Facts, 'distribution'>,
): readonly ClusterProvider[] {
  return [
    ...components.map(({ name, provides, offers = [] }) => ({
      name,
      listedIn: 'components' as const,
      provides,
      offers,
    })),
    {
      name: distribution.title,
      listedIn: 'distribution',
      provides: distribution.provides,
      offers: distribution.offers,
    },
  ];
}

/** How a person gets what is missing: as what requires it says, and from what the cluster lists already. */
export function howToGet(wanted: Wanted, providers: readonly ClusterProvider[]): string {
  const offered = providers.flatMap(({ offers }) =>
    offers.filter(({ name, role }) => (typeof wanted === 'string' ? role === wanted : name === wanted.name)),
  );
  const ways = [...(typeof wanted === 'string' ? [] : [wanted.from]), ...offered.map(({ from }) => from)];
  return ways.length === 0 ? 'list a component that provides it' : [...new Set(ways)].join(', or ');
}

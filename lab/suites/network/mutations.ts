import type { Chain, Match, FilterRule, Table } from '../../../lib/network';
import { type Cidr, cidrBounds, ipv4FromNumber, networkAround, prefixLength } from '../../../lib/values';

/** A change of one table that a careless hand could make. */
export interface Mutation {
  readonly kind: 'removed' | 'swapped' | 'widened' | 'narrowed';
  /** Name of the chain in which it is. */
  readonly chain: string;
  /** What was done, with the rules' comments. */
  readonly says: string;
  readonly table: Table;
  /** Places in the old chain of the first and the last rule whose packets may be decided otherwise now; see {@link mutationsOf}. */
  readonly first: number;
  readonly last: number;
}

/**
 * Every rule removed, every prefix a bit wider and a bit narrower, and rules of a chain swapped: every neighbours, and every two
 * with different verdicts. Two with the same verdict that stand apart only change places with what lies between.
 */
export function mutationsOf(table: Table): readonly Mutation[] {
  return table.chains.flatMap((chain) => {
    const { rules } = chain;
    const policy = rules.length;
    const changed = (
      kind: Mutation['kind'],
      says: string,
      mutant: readonly FilterRule[],
      [first, last]: readonly [number, number],
    ): Mutation => ({
      kind,
      chain: chain.name,
      says,
      table: withRules(table, chain, mutant),
      first,
      last,
    });
    return [
      ...rules.map((rule, index) =>
        changed('removed', named(rule), rules.toSpliced(index, 1), [index, index]),
      ),
      ...swaps(rules).map(([first, second]) =>
        changed('swapped', `${named(first)} and ${named(second)}`, swapped(rules, first, second), [
          rules.indexOf(first),
          rules.indexOf(second),
        ]),
      ),
      ...(['widened', 'narrowed'] as const).flatMap((kind) =>
        rules.flatMap((rule, index) =>
          prefixChanges(rule.match, kind).map(({ says, match }) =>
            changed(kind, `${named(rule)}: ${says}`, rules.with(index, { ...rule, match }), [index, policy]),
          ),
        ),
      ),
    ];
  });
}

function withRules(table: Table, chain: Chain, rules: readonly FilterRule[]): Table {
  return { ...table, chains: table.chains.map((one) => (one === chain ? { ...chain, rules } : one)) };
}

function named({ flow }: FilterRule): string {
  return `"${flow}"`;
}

function swaps(rules: readonly FilterRule[]): readonly (readonly [FilterRule, FilterRule])[] {
  return rules.flatMap((first, place) =>
    rules
      .slice(place + 1)
      .filter((second, distance) => distance === 0 || second.verdict.kind !== first.verdict.kind)
      .map((second) => [first, second] as const),
  );
}

function swapped(rules: readonly FilterRule[], first: FilterRule, second: FilterRule): readonly FilterRule[] {
  return rules.map((rule) => (rule === first ? second : rule === second ? first : rule));
}

/** The conditions with one of their prefixes changed, in each way. */
function prefixChanges(
  match: Match,
  kind: 'widened' | 'narrowed',
): readonly { readonly says: string; readonly match: Match }[] {
  return (['source', 'destination', 'notDestination'] as const).flatMap((side) => {
    const list = match[side] ?? [];
    return list.flatMap((cidr, index) =>
      prefixesNear(cidr, kind).map((other) => ({
        says: `${cidr} as ${other}`,
        match: { ...match, [side]: list.with(index, other) },
      })),
    );
  });
}

/** The network around a prefix, or its halves. */
export function prefixesNear(cidr: Cidr, kind: 'widened' | 'narrowed'): readonly Cidr[] {
  return kind === 'widened' ? around(cidr) : halves(cidr);
}

function around(cidr: Cidr): readonly Cidr[] {
  const length = prefixLength(cidr) - 1;
  return length < 0 ? [] : [networkFrom(cidrBounds(cidr).first, length)];
}

function halves(cidr: Cidr): readonly Cidr[] {
  const length = prefixLength(cidr) + 1;
  const { first, last } = cidrBounds(cidr);
  return length > 32 ? [] : [first, last].map((number) => networkFrom(number, length));
}

function networkFrom(number: number, length: number): Cidr {
  return networkAround(ipv4FromNumber(number), length);
}

import type { Chain, Match, Rule, Table } from '../../../lib/network';
import { cidrBounds, type Cidr, ipv4FromNumber, parseCidr, prefixLength } from '../../../lib/values';

/** A change of one table that a careless hand could make. */
export interface Mutation {
  readonly kind: 'removed' | 'swapped' | 'widened' | 'narrowed';
  /** Name of the chain in which it is. */
  readonly chain: string;
  /** What was done, with the rules' comments. */
  readonly says: string;
  readonly table: Table;
}

/**
 * Every rule removed, every prefix a bit wider and a bit narrower, and rules of a chain swapped: every neighbours, and every two
 * with different verdicts. Two with the same verdict that stand apart only change places with what lies between.
 */
export function mutationsOf(table: Table): readonly Mutation[] {
  return table.chains.flatMap((chain) => {
    const changed = (kind: Mutation['kind'], says: string, rules: readonly Rule[]): Mutation => ({
      kind,
      chain: chain.name,
      says,
      table: withRules(table, chain, rules),
    });
    const { rules } = chain;
    return [
      ...rules.map((rule, index) => changed('removed', named(rule), rules.toSpliced(index, 1))),
      ...swaps(rules).map(([first, second]) =>
        changed('swapped', `${named(first)} and ${named(second)}`, swapped(rules, first, second)),
      ),
      ...(['widened', 'narrowed'] as const).flatMap((kind) =>
        rules.flatMap((rule, index) =>
          prefixChanges(rule.match, kind).map(({ says, match }) =>
            changed(kind, `${named(rule)}: ${says}`, rules.with(index, { ...rule, match })),
          ),
        ),
      ),
    ];
  });
}

function withRules(table: Table, chain: Chain, rules: readonly Rule[]): Table {
  return { ...table, chains: table.chains.map((one) => (one === chain ? { ...chain, rules } : one)) };
}

function named({ flow }: Rule): string {
  return `"${flow}"`;
}

function swaps(rules: readonly Rule[]): readonly (readonly [Rule, Rule])[] {
  return rules.flatMap((first, place) =>
    rules
      .slice(place + 1)
      .filter((second, distance) => distance === 0 || second.verdict.kind !== first.verdict.kind)
      .map((second) => [first, second] as const),
  );
}

function swapped(rules: readonly Rule[], first: Rule, second: Rule): readonly Rule[] {
  return rules.map((rule) => (rule === first ? second : rule === second ? first : rule));
}

/** The conditions with one of their prefixes changed, in each way. */
function prefixChanges(
  match: Match,
  kind: 'widened' | 'narrowed',
): readonly { readonly says: string; readonly match: Match }[] {
  return (['source', 'destination', 'notDestination'] as const).flatMap((side) => {
    const list = match[side] ?? [];
    return list.flatMap((cidr, index) => {
      const length = prefixLength(cidr) + (kind === 'widened' ? -1 : 1);
      if (length < 0 || length > 32) return [];
      const other = sized(cidr, length);
      return [{ says: `${cidr} as ${other}`, match: { ...match, [side]: list.with(index, other) } }];
    });
  });
}

/** The network of another length that begins where this one does, or holds it. */
function sized(cidr: Cidr, length: number): Cidr {
  const size = 2 ** (32 - length);
  const first = Math.floor(cidrBounds(cidr).first / size) * size;
  return parseCidr(`${ipv4FromNumber(first)}/${length}`, '', (problem) => {
    throw new Error(problem.reason);
  });
}

import { type Cidr, cidrBounds, cidrWithin } from '../../values';
import type { Match, PortRange, FilterRule } from './rule';

/** Whether every packet that meets `inner` meets `outer`. It may miss a cover, and never claims a wrong one. */
export function covers(outer: Match, inner: Match): boolean {
  return (
    within(inner.states, outer.states) &&
    (outer.translated === undefined || inner.translated === true) &&
    within(inner.iifname, outer.iifname) &&
    within(inner.oifname, outer.oifname) &&
    cidrsWithin(inner.source, outer.source) &&
    cidrsWithin(inner.destination, outer.destination) &&
    leavesOut(inner, outer.notDestination) &&
    (outer.transport === undefined || outer.transport === inner.transport) &&
    portsWithin(inner.ports, outer.ports)
  );
}

/**
 * Leaves out rules that another rule of the chain covers: what they let pass, it lets pass. Its comment then names their flows too.
 * All rules must have the same verdict, so that their order does not matter.
 */
export function withoutCovered(rules: readonly FilterRule[]): readonly FilterRule[] {
  const kept: FilterRule[] = [];
  rules.forEach((rule, index) => {
    const isCovered = rules.some(
      (other, place) =>
        place !== index &&
        covers(other.match, rule.match) &&
        // Of two that cover each other, the first stays.
        (place < index || !covers(rule.match, other.match)),
    );
    if (!isCovered) kept.push(rule);
  });
  return kept.map((rule) => {
    const flows = rules.filter((other) => covers(rule.match, other.match)).map(({ flow }) => flow);
    return { ...rule, flow: flowText([rule.flow, ...flows]) };
  });
}

/** Flows of one rule as its comment; beyond nftables' limit it ends with the number of those left out. */
export function flowText(flows: readonly string[]): string {
  const distinct = [...new Set(flows.flatMap((flow) => flow.split('; ')))];
  for (let shown = distinct.length; shown > 0; shown -= 1) {
    const rest = distinct.length - shown;
    const text = [...distinct.slice(0, shown), ...(rest > 0 ? [`${rest} more`] : [])].join('; ');
    if (Buffer.byteLength(text) <= 128) return text;
  }
  return distinct.length === 1 ? '1 flow' : `${distinct.length} flows`;
}

function within<T>(inner: readonly T[] | undefined, outer: readonly T[] | undefined): boolean {
  return outer === undefined || (inner?.every((item) => outer.includes(item)) ?? false);
}

function cidrsWithin(inner: readonly Cidr[] | undefined, outer: readonly Cidr[] | undefined): boolean {
  if (outer === undefined) return true;
  if (inner === undefined) return false;
  // Lists of nodes are long and mostly the same: equal text needs no look at the numbers.
  const known = new Set(outer);
  return inner.every((cidr) => known.has(cidr) || outer.some((wider) => cidrWithin(cidr, wider)));
}

/** Whether `inner` leaves out whatever `outer` leaves out. */
function leavesOut(inner: Match, outer: readonly Cidr[] | undefined): boolean {
  if (outer === undefined) return true;
  return outer.every(
    (cidr) =>
      (inner.notDestination?.some((wider) => cidrWithin(cidr, wider)) ?? false) ||
      (inner.destination?.every((own) => !overlap(own, cidr)) ?? false),
  );
}

function overlap(a: Cidr, b: Cidr): boolean {
  const [left, right] = [cidrBounds(a), cidrBounds(b)];
  return left.first <= right.last && right.first <= left.last;
}

function portsWithin(
  inner: readonly PortRange[] | undefined,
  outer: readonly PortRange[] | undefined,
): boolean {
  return (
    outer === undefined ||
    (inner?.every((range) => outer.some((wider) => range.first >= wider.first && range.last <= wider.last)) ??
      false)
  );
}

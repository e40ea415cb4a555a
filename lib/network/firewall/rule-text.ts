import { type Match, portText, type FilterRule, type Verdict } from './rule';

/** A rule as nftables writes it, its comment included. */
export function ruleText(rule: FilterRule): string {
  return [...matchWords(rule.match), verdictWords(rule.verdict), `comment "${quoted(rule.flow)}"`].join(' ');
}

function matchWords(match: Match): readonly string[] {
  const { states, translated, iifname, oifname, source, destination, notDestination, transport, ports } =
    match;
  return [
    ...(iifname === undefined ? [] : ['iifname', set(iifname.map((name) => `"${name}"`))]),
    ...(oifname === undefined ? [] : ['oifname', set(oifname.map((name) => `"${name}"`))]),
    ...(states === undefined ? [] : ['ct state', states.join(',')]),
    ...(translated === undefined ? [] : ['ct status dnat']),
    ...(source === undefined ? [] : ['ip saddr', set(source)]),
    ...(destination === undefined ? [] : ['ip daddr', set(destination)]),
    ...(notDestination === undefined ? [] : ['ip daddr !=', set(notDestination)]),
    ...(transport === undefined || ports !== undefined ? [] : ['meta l4proto', transport]),
    ...(transport === undefined || ports === undefined ? [] : [transport, 'dport', set(ports.map(portText))]),
  ];
}

/** One value stands alone; several become a set. */
function set(values: readonly string[]): string {
  const plain = [...new Set(values)].map((value) => value.replace(/\/32$/, ''));
  const [only] = plain;
  return only !== undefined && plain.length === 1 ? only : `{ ${plain.join(', ')} }`;
}

function verdictWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'accept':
    case 'drop':
    case 'masquerade':
      return verdict.kind;
    case 'dnat':
      return `dnat ip to ${verdict.to}${verdict.port === undefined ? '' : `:${verdict.port}`}`;
  }
}

/** nftables has no escape for a quotation mark. */
function quoted(text: string): string {
  return text.replaceAll('"', "'");
}

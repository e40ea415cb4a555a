import type { Facts } from '../inventory';
import type { Chain, Match, Rule, Table, Verdict } from '../network';
import { portText } from '../network';
import { header, textOf } from './host-file';

/**
 * A table as a file for `nft -f`. Loading it replaces this table in one step and touches no other: the first line makes sure
 * that there is one to delete. https://wiki.nftables.org/wiki-nftables/index.php/Atomic_rule_replacement
 */
export function nftablesFile(table: Table, facts: Facts): string {
  return textOf([...header(facts, '#'), '', ...tableLines(table)]);
}

/** A table in the place of what was there under its name. */
export function tableLines(table: Table): readonly string[] {
  const name = `table ${table.family} ${table.name}`;
  return [
    name,
    `delete ${name}`,
    `${name} {`,
    ...table.chains
      .flatMap((chain, index) => [...(index > 0 ? [''] : []), ...chainLines(chain)])
      .map(indented),
    '}',
  ];
}

/** A rule as nftables writes it, its comment included. */
export function ruleLine(rule: Rule): string {
  return [...matchWords(rule.match), verdictWords(rule.verdict), `comment "${quoted(rule.flow)}"`].join(' ');
}

function chainLines(chain: Chain): readonly string[] {
  return [
    `chain ${chain.name} {`,
    ...[
      `type ${chain.type} hook ${chain.hook} priority ${chain.priority}; policy ${chain.policy};`,
      ...chain.rules.map(ruleLine),
      ...(chain.policy === 'drop' ? dropLines(chain) : []),
    ].map(indented),
    '}',
  ];
}

/** What the policy is about to drop is counted, and told in the kernel's log, though not so often that it fills it. */
function dropLines({ name }: Chain): readonly string[] {
  return [
    `limit rate 5/minute burst 10 packets log prefix "asterism ${name} drop: "`,
    'counter comment "dropped"',
  ];
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

function indented(line: string): string {
  return line === '' ? line : `  ${line}`;
}

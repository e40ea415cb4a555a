import type { Facts } from '../../inventory';
import { type Chain, ruleText, type Table } from '../../network';
import { header, textOf } from '../machine-file';

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

function chainLines(chain: Chain): readonly string[] {
  return [
    `chain ${chain.name} {`,
    ...[
      `type ${chain.type} hook ${chain.hook} priority ${chain.priority}; policy ${chain.policy};`,
      ...chain.rules.map(ruleText),
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

function indented(line: string): string {
  return line === '' ? line : `  ${line}`;
}

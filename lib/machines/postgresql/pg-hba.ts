import type { Facts, Host } from '../../inventory';
import { addressesOf, type HostFlow } from '../../network';
import type { Cidr } from '../../values';
import { header, textOf } from '../machine-file';
import type { PostgresqlSettings } from './props';

/**
 * Who may log in over the network: the addresses for which the firewall of the host opens PostgreSQL, each for the
 * databases and their owners, with SCRAM. Whoever no line names is refused.
 */
export function pgHba(
  { port, databases }: PostgresqlSettings,
  host: Host,
  flows: readonly HostFlow[],
  facts: Facts,
): string {
  const sources = sourcesOf(
    flows.filter(({ to, ports }) => to.kind === 'host' && to.host === host.name && ports.first === port),
    facts,
  );
  return textOf([
    ...header(facts, '#'),
    `# Lines for pg_hba.conf on ${host.name}; the first match decides, so put them before any wider one.`,
    '# Pods arrive with the address of their node.',
    '',
    '# type database user address method',
    ...databases.flatMap(({ name, owner }) =>
      sources.map((source) => `host ${quoted(name)} ${quoted(owner)} ${source} scram-sha-256`),
    ),
  ]);
}

function sourcesOf(flows: readonly HostFlow[], facts: Facts): readonly Cidr[] {
  const networks = flows.flatMap(({ from }) => {
    // The firewall reads it the same: what a pod sends to a host has its node's address.
    return addressesOf(from.kind === 'pods' ? { kind: 'nodes' } : from, facts).networks;
  });
  return [...new Set(networks)];
}

/** Quoted, a name is not a keyword: `all` would mean every database. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

import { claimsOf } from '../../inventory';
import { filledTables } from '../../machines/postgresql/filled-tables';
import type { Cluster } from '../../plan';
import { inWords, type Problem, suggest } from '../../values';
import { type TableName, tableNameOf } from './sql';

/** A table that a cluster's sinks fill, and the way to it; all of it from the cluster's plan. */
export interface Target {
  readonly cluster: string;
  /** The host on which PostgreSQL runs: its name and its address. */
  readonly host: { readonly name: string; readonly address: string };
  readonly port: number;
  readonly database: string;
  /** The role that the sink logs in with. */
  readonly user: string;
  readonly table: TableName;
  /** As it is written in the cluster. */
  readonly writtenTable: string;
  readonly topics: readonly string[];
  /** Where the password is kept in the cluster. */
  readonly secret: { readonly namespace: string; readonly name: string; readonly key: string };
}

/** Everything that the sinks of a cluster fill, by cluster and table. */
export function targetsOf(clusters: readonly Cluster[]): readonly Target[] {
  return clusters.flatMap(({ name: cluster, plan }) =>
    claimsOf({ claims: plan?.claims ?? [] }, filledTables).map(
      ({ value: { database, table, topics, password } }) => ({
        cluster,
        host: {
          name: database.owner.host,
          // A plan exists only when every host that an endpoint names is listed.
          address: plan?.facts.hosts.find(({ name }) => name === database.owner.host)?.address ?? '',
        },
        port: database.port,
        database: database.database,
        user: database.user,
        table: tableNameOf(table),
        writtenTable: table,
        topics,
        secret: { namespace: password.namespace, name: password.secret, key: password.key },
      }),
    ),
  );
}

/** What a person asks for; either may be left out when there is only one. */
interface Choice {
  readonly cluster?: string;
  readonly table?: string;
}

/**
 * Chooses the one table that is meant.
 * @returns the table, or why none could be chosen
 */
export function chooseTarget(clusters: readonly Cluster[], choice: Choice): Target | readonly Problem[] {
  const names = clusters.map(({ name }) => name);
  if (choice.cluster !== undefined && !names.includes(choice.cluster))
    return [
      {
        at: '--cluster',
        reason: `no cluster is named "${choice.cluster}"`,
        next: suggest(choice.cluster, names),
      },
    ];
  const asked = clusters.filter(({ name }) => choice.cluster === undefined || name === choice.cluster);
  const problems = asked.flatMap((cluster) => cluster.problems);
  if (problems.length > 0) return problems;
  return chooseTable(targetsOf(asked), choice);
}

function chooseTable(targets: readonly Target[], { cluster, table }: Choice): Target | readonly Problem[] {
  const whose = cluster === undefined ? 'no cluster' : `cluster ${cluster}`;
  const holding = [...new Set(targets.map((target) => target.cluster))];
  if (holding.length === 0)
    return [
      {
        at: '--cluster',
        reason: `${whose} has ${cluster === undefined ? 'a' : 'no'} sink, so it has no table to look at`,
        next: 'list kafkaConnect() among its components, or name another cluster',
      },
    ];
  if (holding.length > 1)
    return [
      { at: '--cluster', reason: `${inWords(holding)} have sinks`, next: `use one of ${holding.join(', ')}` },
    ];
  const tables = [...new Set(targets.map(({ writtenTable }) => writtenTable))];
  const fitting =
    table === undefined ? targets : targets.filter(({ writtenTable }) => writtenTable === table);
  const [first] = fitting;
  if (first === undefined)
    return [
      {
        at: '--table',
        reason: `no sink of ${holding.join()} writes into "${table ?? ''}"`,
        next: suggest(table ?? '', tables),
      },
    ];
  if (table === undefined && tables.length > 1)
    return [
      {
        at: '--table',
        reason: `the sinks of ${holding.join()} write into ${tables.length} tables`,
        next: `use one of ${tables.join(', ')}`,
      },
    ];
  return first;
}

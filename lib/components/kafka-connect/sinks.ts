import type * as v from 'valibot';
import type { PlanContext } from '../../component';
import { type Report, shown, suggest } from '../../values';
import type { kafkaConnectProps } from './props';

/** A sink as it was written, with its defaults. */
export type WrittenSink = v.InferOutput<typeof kafkaConnectProps>['sinks'][number];

/** One connector: topics that go into one table. */
export interface Connector {
  readonly name: string;
  readonly plugin: WrittenSink['plugin'];
  readonly topics: readonly string[];
  readonly table: string;
  readonly key: WrittenSink['key'];
  readonly deadLetters: string;
  readonly tasks: number;
}

/** Reads the sinks. A sink with several tables becomes a connector for each, since a connector writes into one. */
export function readSinks(sinks: readonly WrittenSink[], context: PlanContext): readonly Connector[] {
  const { at, report } = context;
  const connectors = sinks.flatMap((sink) => readSink(sink, `${at}.sinks.${sink.name}`, report));
  const names = connectors.map((connector) => connector.name);
  for (const name of new Set(names.filter((candidate, index) => names.indexOf(candidate) !== index)))
    report({
      at: `${at}.sinks`,
      reason: `two connectors would be named "${name}"`,
      next: 'give one of the sinks another name',
    });
  return connectors;
}

/** The topic for messages that the sink cannot read. */
export function deadLettersOf(sink: WrittenSink): string {
  return sink.deadLetters ?? `${sink.name}-dead-letters`;
}

function readSink(sink: WrittenSink, at: string, report: Report): Connector[] {
  sink.topics.forEach((topic, index) => {
    if (sink.topics.indexOf(topic) !== index)
      report({ at: `${at}.topics[${index}]`, reason: `names topic "${topic}" again`, next: 'keep one' });
  });
  const deadLetters = deadLettersOf(sink);
  if (sink.topics.includes(deadLetters))
    report({
      at: `${at}.deadLetters`,
      reason: `"${deadLetters}" is a topic that the sink reads, so a bad message would go round for ever`,
      next: 'name another topic',
    });
  checkKey(sink, at, report);
  return connectorsOf(sink, deadLetters, readTables(sink, at, report));
}

/** The tables and the topics of each. Reports topics without a table, and tables of topics that are not read. */
function readTables(sink: WrittenSink, at: string, report: Report): ReadonlyMap<string, readonly string[]> {
  for (const [topic, table] of Object.entries(sink.tables)) {
    const place = `${at}.tables.${topic}`;
    if (!sink.topics.includes(topic))
      report({
        at: place,
        reason: `"${topic}" is no topic of the sink`,
        next: suggest(topic, sink.topics),
      });
    if (!/^([a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,62}$/.test(table))
      report({
        at: place,
        reason: `${shown(table)} is no table name that PostgreSQL takes without quotes`,
        next: 'use at most 63 lower-case letters, digits and underscores, with the schema and a dot in front where it is not public',
      });
  }
  const tables = new Map<string, string[]>();
  for (const topic of new Set(sink.topics)) {
    const table = Object.hasOwn(sink.tables, topic) ? sink.tables[topic] : undefined;
    if (table === undefined)
      report({
        at: `${at}.tables`,
        reason: `topic "${topic}" has no table`,
        next: `write '${topic}': '${topic.toLowerCase().replace(/[^a-z0-9]+/g, '_')}'`,
      });
    else tables.set(table, [...(tables.get(table) ?? []), topic]);
  }
  return tables;
}

function checkKey(sink: WrittenSink, at: string, report: Report): void {
  const { fields } = sink.key;
  if (fields.length === 0)
    report({
      at: `${at}.key.fields`,
      reason: 'the list is empty, so a message that comes twice would leave two rows',
      next: "write the fields that identify a row, such as ['id']",
    });
  fields.forEach((field, index) => {
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(field))
      report({
        at: `${at}.key.fields[${index}]`,
        reason: `${shown(field)} is no column name that PostgreSQL takes without quotes`,
        next: 'use at most 63 lower-case letters, digits and underscores',
      });
  });
}

function connectorsOf(
  sink: WrittenSink,
  deadLetters: string,
  tables: ReadonlyMap<string, readonly string[]>,
): Connector[] {
  const { name, plugin, key, tasks } = sink;
  return [...tables].map(([table, topics]) => ({
    name: tables.size === 1 ? name : `${name}-${table.replace(/[^a-z0-9]+/g, '-')}`,
    plugin,
    topics,
    table,
    key,
    deadLetters,
    tasks,
  }));
}

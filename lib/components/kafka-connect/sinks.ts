import type * as v from 'valibot';
import { type PlanContext, type Report, suggest } from '../../core';
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
  checkLoops(sinks, at, report);
  return connectors;
}

/** Reports dead letters that come back by way of other sinks: a bad message would go round for ever. */
function checkLoops(sinks: readonly WrittenSink[], at: string, report: Report): void {
  for (const sink of sinks) {
    const seen = new Set([deadLettersOf(sink)]);
    // A set hands out what is added to it while it is walked.
    for (const topic of seen)
      for (const other of sinks)
        if (other !== sink && other.topics.includes(topic)) seen.add(deadLettersOf(other));
    const back = sink.topics.find((topic) => topic !== deadLettersOf(sink) && seen.has(topic));
    if (back !== undefined)
      report({
        at: `${at}.sinks.${sink.name}.deadLetters`,
        reason: `dead letters come back as messages of "${back}" by way of other sinks, so a bad message would go round for ever`,
        next: 'name a topic that no sink reads',
      });
  }
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
  return connectorsOf(sink, deadLetters, readTables(sink, at, report));
}

/** The tables and the topics of each. Reports topics without a table, and tables of topics that are not read. */
function readTables(sink: WrittenSink, at: string, report: Report): ReadonlyMap<string, readonly string[]> {
  for (const topic of Object.keys(sink.tables)) {
    const place = `${at}.tables.${topic}`;
    if (!sink.topics.includes(topic))
      report({
        at: place,
        reason: `"${topic}" is not a topic of the sink`,
        next: suggest(topic, sink.topics),
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

import { join } from 'node:path';
import { ends, produce } from '../../drivers/kafka/ask';
import { connectorStatus } from '../../drivers/kafka/connect';
import { waitFor } from '../../harness';
import { bootstrap, demo, type World } from './world';

/** Runs SQL in the demo's database. */
export function rows({ database }: World, query: string): Promise<string> {
  return database.sql(query, database.database);
}

/** Waits until the table has a row. */
export function arrives(world: World, id: number, seconds = 90): Promise<true> {
  return waitFor(`row ${id}`, seconds, async () => {
    const found = await rows(world, `select count(*) from ${demo.table} where id = ${id}`);
    return found === '1' ? true : undefined;
  });
}

/** Writes messages to the demo's topic, each a line. */
export function write({ broker }: World, lines: readonly string[]): Promise<void> {
  return produce(broker, bootstrap, demo.topic, lines);
}

/** State of the connector and of its tasks. */
export async function states({ rest }: World): Promise<string> {
  const { connector, tasks } = await connectorStatus(rest, demo.connector);
  return [connector, ...tasks].map(({ state }) => state).join(' ');
}

/** Messages of the demo's topic and of its dead letters. */
export async function demoEnds({ broker }: World): Promise<readonly [messages: number, dead: number]> {
  const counts = await ends(broker, bootstrap, [demo.topic, demo.deadLetters]);
  return [counts[demo.topic] ?? 0, counts[demo.deadLetters] ?? 0];
}

/** Folder of the broker's volume in which its data has to be, on this machine. */
export function logFolder({ pods, broker }: World): string {
  return join(pods.folder(broker.name), 'claims', 'data', 'log');
}

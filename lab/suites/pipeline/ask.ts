import { join } from 'node:path';
import { consume, ends, produce } from '../../drivers/kafka/ask';
import { connectorStatus } from '../../drivers/kafka/connect';
import { waitFor } from '../../harness';
import { bootstrap, demo, type World } from './world';

/** Runs SQL in the demo's database. */
export function rows({ database }: World, query: string): Promise<string> {
  return database.sql(query, database.database);
}

/** Waits until the table has a row. @throws when it does not come, with what became of the messages */
export async function arrives(world: World, id: number): Promise<void> {
  try {
    await waitFor(`row ${id} of ${demo.table}`, 90, async () => {
      const found = await rows(world, `select count(*) from ${demo.table} where id = ${id}`);
      return found === '1' ? true : undefined;
    });
  } catch (error) {
    throw new Error(`${String(error)}\n${await whereabouts(world)}`, { cause: error });
  }
}

/** Where messages are that have not become rows. */
async function whereabouts(world: World): Promise<string> {
  const [messages, dead] = await demoEnds(world);
  const [letter] = dead === 0 ? [] : await consume(world.broker, bootstrap, demo.deadLetters, 1);
  const reason = letter?.headers['__connect.errors.exception.message'];
  const tables = await rows(world, "select tablename from pg_tables where schemaname = 'public'");
  const { tasks } = await connectorStatus(world.rest, demo.connector);
  // The innermost cause comes last.
  const causes = tasks
    .map(({ trace = '' }) => trace.match(/^Caused by: .*$/gm)?.at(-1) ?? '')
    .filter(Boolean);
  return [
    `connector and task: ${[await states(world), ...causes].join(': ')}`,
    `messages: ${messages}, dead letters: ${dead}${reason === undefined ? '' : `, the first because: ${reason}`}`,
    `tables: ${tables.split('\n').join(', ') || 'none'}`,
  ].join('\n');
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

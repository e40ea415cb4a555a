import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { problemText } from '../../values';
import { answered } from './answer';
import { connect, type Login } from './connection';
import { type LoginAttempt, failureOf, isLost } from './failure';
import type { Cells } from './format';
import { cellOf } from './look';
import { batchesOf } from './rows';
import { rowsStatement, type Selection } from './statement';
import { asXid, horizonStatement, isFrom, pauseAfter, type Seen, type Version, versionKey } from './versions';

/** What following needs. */
interface Following {
  readonly login: Login;
  readonly attempt: LoginAttempt;
  readonly selection: Selection;
  readonly json: boolean;
  /** Takes rows, the first ones in one page so that a table finds its widths. */
  readonly take: (rows: readonly Cells[]) => Promise<void>;
}

/**
 * Shows the newest rows, and then every row that is written or changed, until the program ends. When the server goes away it
 * says so and goes on as soon as it is back; what was written meanwhile is shown then. A connection that breaks in the middle
 * of a look shows the rows of that look again: twice rather than never.
 * @throws what does not mend by itself, such as a table that is gone
 */
export async function follow(first: Client, following: Following): Promise<never> {
  let client: Client | undefined = first;
  let seen: Seen | undefined;
  for (;;) {
    try {
      if (client === undefined) {
        client = await connect(following.login);
        console.error(`${following.attempt.place}: connected again`);
      }
      const began = performance.now();
      seen = await look(client, following, seen);
      await sleep(pauseAfter(performance.now() - began));
    } catch (error) {
      if (!isLost(error)) throw error;
      if (client !== undefined)
        console.error(
          problemText({ ...failureOf(error, following.attempt), next: 'trying again until it is back' }),
        );
      client = undefined;
      await sleep(1000);
    }
  }
}

/** One snapshot: what was written since the last one, or at first the newest rows. */
async function look(client: Client, { selection, json, take }: Following, before?: Seen): Promise<Seen> {
  await answered(client, client.query('begin'));
  const horizon = BigInt(await cellOf(client, { text: horizonStatement, values: [] }));
  const versions = new Set<string>();
  const shape = { json, versions: true };
  const { table, time, since } = selection;
  const whole = { table, ...(time !== undefined && { time }), ...(since !== undefined && { since }) };
  if (before === undefined) {
    const page: Cells[] = [];
    for await (const rows of batchesOf(client, rowsStatement(selection, shape)))
      page.push(...rows.map(([, , ...cells]) => cells));
    await take(page);
  }
  // A server that was put back to an earlier state counts from there.
  const from = before === undefined || before.horizon > horizon ? horizon : before.horizon;
  const written = rowsStatement(whole, { ...shape, writtenFrom: asXid(from) });
  for await (const rows of batchesOf(client, written)) {
    const fresh: Cells[] = [];
    for (const [place, writer, ...cells] of rows) {
      const version: Version = { place: place ?? '', writer: writer ?? '' };
      if (isFrom(version, horizon)) versions.add(versionKey(version));
      if (before !== undefined && !before.versions.has(versionKey(version))) fresh.push(cells);
    }
    await take(fresh);
  }
  await answered(client, client.query('commit'));
  return { horizon, versions };
}

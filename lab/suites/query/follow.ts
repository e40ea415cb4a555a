import type { Calling } from '../../drivers/command-line';
import { type Claim, waitFor, same } from '../../harness';
import { literal, makeTable, makeView, type World } from './world';

/** Ids of the rows that were printed as JSON lines, in order. */
function ids(calling: Calling): readonly number[] {
  return [...calling.out().matchAll(/"id":(\d+)/g)].map(([, id]) => Number(id));
}

async function until(calling: Calling, expected: readonly number[]): Promise<void> {
  await waitFor('the rows', 30, () =>
    JSON.stringify(ids(calling)) === JSON.stringify(expected) ? true : undefined,
  ).catch(() => {
    const said = calling.err().trim();
    throw new Error(
      `after 30 s it shows the ids ${ids(calling).join(', ')}; expected ${expected.join(', ')}${said === '' ? '' : `\nit says: ${said}`}`,
    );
  });
}

function insert({ at }: World, id: number, text = `Message ${id}`): string {
  return `insert into ${at.table} values ('demo-messages', ${id % 3}, ${id}, ${id}, ${literal(text)}, timestamp '2020-01-01' + interval '${id} minutes')
    on conflict (__connect_topic, __connect_partition, __connect_offset) do update set text = excluded.text`;
}

async function interrupted(calling: Calling): Promise<void> {
  calling.signal('SIGINT');
  const end = await calling.ended;
  if (end !== 0) throw new Error(`Ctrl-C ended it with ${end}: ${calling.err()}`);
}

export const follows: Claim<World> = {
  says: '`--follow` shows every row once as it is written, rows of transactions that overlap among them, and again when it is changed; Ctrl-C ends it with 0',
  by: 'ids as they were written by several sessions of psql',
  prove: async (world) => {
    const { sql, asterism } = world;
    await makeTable(world);
    await sql(`${insert(world, 1)}; ${insert(world, 2)}; ${insert(world, 3)}`);
    // It begins before the follower looks, and ends after younger ones did.
    await sql('create table go (n int)');
    const wait = 'do $$ begin while not exists (select from go) loop perform pg_sleep(0.1); end loop; end $$';
    const slow = sql(`begin; ${insert(world, 4)}; ${wait}; savepoint s; ${insert(world, 5)}; commit`);
    const calling = asterism.start(['query', '--follow', '--limit', '2', '--format', 'json']);
    try {
      await until(calling, [2, 3]);
      await sql(insert(world, 6));
      await until(calling, [2, 3, 6]);
      await sql(`${insert(world, 7)}; ${insert(world, 8)}`);
      await until(calling, [2, 3, 6, 7, 8]);
      await sql(`begin; ${insert(world, 99)}; rollback`);
    } finally {
      // It would go on waiting and keep the table from the claims that follow.
      await sql('insert into go values (1)');
      await slow;
      await sql('drop table go');
    }
    await until(calling, [2, 3, 6, 7, 8, 4, 5]);
    await sql(insert(world, 1, 'changed'));
    await until(calling, [2, 3, 6, 7, 8, 4, 5, 1]);
    await interrupted(calling);
    same('what is said beside', calling.err(), '');
    return `${ids(calling).length} rows`;
  },
};

export const outlivesRestart: Claim<World> = {
  says: '`--follow` outlives a restart of the server: it says so, goes on, and shows what was written meanwhile, once',
  by: 'a fast shutdown, as the service makes it, and writing before anybody follows again',
  prove: async (world) => {
    const { server, sql, asterism } = world;
    await makeTable(world);
    await sql(insert(world, 1));
    const calling = asterism.start(['query', '--follow', '--format', 'json']);
    await until(calling, [1]);
    await server.restart(() =>
      waitFor('it to say that the server is gone', 20, () =>
        /trying again/.test(calling.err()) ? true : undefined,
      ).then(() => undefined),
    );
    await sql(insert(world, 2));
    await until(calling, [1, 2]);
    await sql(insert(world, 3));
    await until(calling, [1, 2, 3]);
    await interrupted(calling);
    const [lost = '', again = '', ...more] = calling.err().trimEnd().split('\n');
    if (
      !/ended the connection|terminating/.test(lost) ||
      !again.endsWith('connected again') ||
      more.length > 0
    )
      throw new Error(`it says: ${calling.err()}`);
    return '3 rows, 2 messages';
  },
};

export const endsQuietly: Claim<World> = {
  says: 'A reader that has seen enough, such as `head`, ends it quietly',
  by: 'head -n 1 behind rows that would take seconds',
  prove: async (world) => {
    const { scene, password } = world;
    await makeView(world, "select g as id, 'Message ' || g as text from generate_series(1, 1000000) g");
    const program = `'${process.execPath}' --require tsx/cjs main.ts query --format`;
    const outcomes: string[] = [];
    for (const format of ['json', 'csv']) {
      const script = `${program} ${format} | head -n 1; echo "\${PIPESTATUS[0]}"`;
      const ran = await scene.run('bash', ['-c', script], {
        cwd: scene.project,
        env: { PGPASSWORD: password },
      });
      same('standard error', ran.stderr, '');
      outcomes.push(ran.stdout);
    }
    same('head', outcomes, ['{"id":1,"text":"Message 1"}\n0\n', 'id,text\r\n0\n']);
    return 'json and csv';
  },
};

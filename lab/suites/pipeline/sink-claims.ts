import { consume } from '../../drivers/kafka/ask';
import { connectorNames } from '../../drivers/kafka/connect';
import { goodMessage, misfit, poison } from '../../drivers/kafka/poison';
import { type Claim, waitFor, demand, same } from '../../harness';
import { arrives, demoEnds, rows, states, write } from './ask';
import { three, zookeeper } from './cluster-claims';
import { bootstrap, demo, runJob, runJobWell, type World } from './world';

/** Without the connector nothing reaches the database. */
export const connectorRegisters: Claim<World> = {
  says: 'The registration Job registers the connector and waits until it runs, and does so again',
  by: "Job kafka-connect-register run twice; Connect's REST says RUNNING for the connector and its task",
  limit: 400,
  prove: async (world) => {
    three.begin(world);
    const [first, second] = [
      await runJobWell(world, 'kafka-connect-register'),
      await runJobWell(world, 'kafka-connect-register'),
    ];
    demand(first.includes('registered (201)'), `the first run registered nothing:\n${first}`);
    demand(second.includes('registered (200)'), `the second run did not find it:\n${second}`);
    same('connectors', await connectorNames(world.rest), [demo.connector]);
    same('states', await states(world), 'RUNNING RUNNING');
    return 'twice';
  },
};

/** Without a table with rows the others have nothing to look at. */
export const rowsArrive: Claim<World> = {
  says: 'The producer Job writes ten messages, and they become ten rows with the right columns',
  by: 'Job demo-producer-produce; PostgreSQL is asked for the rows of kafka_messages, its columns and its key',
  limit: 400,
  prove: async (world) => {
    await runJobWell(world, 'demo-producer-produce');
    await arrives(world, 10);
    same(
      'columns',
      await rows(
        world,
        `select column_name, data_type, is_nullable from information_schema.columns where table_name = '${demo.table}' order by column_name`,
      ),
      'created_at,timestamp without time zone,NO\nid,integer,NO\ntext,text,NO',
    );
    same(
      'key',
      await rows(
        world,
        `select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indisprimary and i.indrelid = '${demo.table}'::regclass`,
      ),
      'id',
    );
    same(
      'rows',
      await rows(
        world,
        `select id, text, created_at > now() at time zone 'utc' - interval '5 min' from ${demo.table} order by id`,
      ),
      Array.from({ length: 10 }, (_, index) => `${index + 1},Message ${index + 1},t`).join('\n'),
    );
    return '10 rows, 3 columns';
  },
};

export const sinkLogsIn: Claim<World> = {
  says: "The sink reaches the database under its node's address, as the role that owns the database",
  by: 'pg_stat_activity and pg_database, with the shipped pg_hba.conf and init.sql of the database host',
  prove: async (world) => {
    const { node, role } = world.database;
    const found = await rows(
      world,
      `select distinct client_addr, usename, tableowner, pg_get_userbyid(datdba) from pg_stat_activity join pg_database using (datname), pg_tables where backend_type = 'client backend' and client_addr is not null and tablename = '${demo.table}'`,
    );
    same('client, role, owner of the table, owner of the database', found, [node, role, role, role].join());
    return node;
  },
};

export const rowsStayTen: Claim<World> = {
  says: 'Running the producer again leaves ten rows, each written again',
  by: 'Job demo-producer-produce once more; rows counted, and their times compared',
  limit: 400,
  prove: async (world) => {
    const before = await rows(world, `select max(created_at) from ${demo.table}`);
    await runJobWell(world, 'demo-producer-produce');
    const count = `select count(*), count(*) filter (where created_at > '${before}') from ${demo.table}`;
    await waitFor('ten rows, all of them new', 60, async () => {
      const found = await rows(world, count);
      if (found === '10,10') return true;
      throw new Error(`found ${found.replace(',', ' rows, new ')}; the sink is ${await states(world)}`);
    });
    same('messages and dead letters', await demoEnds(world), [20, 0]);
    return '20 messages, 10 rows';
  },
};

export const poisonIsPutAside: Claim<World> = {
  says: 'A message that cannot be read lands in the dead-letter topic with the reason, and the sink goes on',
  by: `${poison.length} kinds of poison written with console-producer, then a good message without a key; the dead-letter topic read`,
  limit: 400,
  prove: async (world) => {
    await write(
      world,
      poison.map(({ value }) => `key\t${value}`),
    );
    await write(world, [`NULL\t${goodMessage(11, 'after the poison')}`]);
    await arrives(world, 11);
    same(`messages of ${demo.topic} and ${demo.deadLetters}`, await demoEnds(world), [
      21 + poison.length,
      poison.length,
    ]);
    const dead = await consume(world.broker, bootstrap, demo.deadLetters, poison.length);
    poison.forEach(({ what, value }, index) => {
      const letter = dead[index];
      same(`${what}: value`, letter?.value, value === 'NULL' ? 'null' : value);
      const { headers = {} } = letter ?? {};
      same(`${what}: topic in the header`, headers['__connect.errors.topic'], demo.topic);
      const reason = headers['__connect.errors.exception.message'] ?? '';
      demand(reason.length > 10, `${what}: no reason in the headers: ${JSON.stringify(headers)}`);
    });
    same('states', await states(world), 'RUNNING RUNNING');
    same('rows', await rows(world, `select count(*) from ${demo.table}`), '11');
    return `${dead.length} dead letters`;
  },
};

/** Without it the registration Job tells nothing of a sink that has failed. */
export const misfitStops: Claim<World> = {
  says: 'A message that PostgreSQL refuses stops the sink and is not lost: the registration Job says why, and starts the sink again once the table takes the message',
  by: 'a message without a required column; Job kafka-connect-register before and after ALTER TABLE',
  limit: 400,
  prove: async (world) => {
    zookeeper.begin(world);
    await write(world, [`key\t${misfit.value}`, `key\t${goodMessage(12, 'behind the misfit')}`]);
    await waitFor('the task to fail', 60, async () => {
      const found = await states(world);
      if (found === 'RUNNING FAILED') return true;
      throw new Error(`connector and task are ${found}`);
    });
    const { succeeded, tries } = await runJob(world, 'kafka-connect-register');
    const last = tries.at(-1)?.output ?? '';
    demand(!succeeded, `the Job succeeded:\n${last}`);
    demand(/FAILED: .*null value in column "created_at"/.test(last), `the Job does not say why:\n${last}`);
    await rows(world, `alter table ${demo.table} alter column created_at drop not null`);
    await runJobWell(world, 'kafka-connect-register');
    for (const id of [misfit.id, 12]) await arrives(world, id);
    return `${tries.length} tries failed, then both rows came`;
  },
};

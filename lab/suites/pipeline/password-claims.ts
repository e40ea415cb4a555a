import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { connectText } from '../../drivers/kafka/connect';
import { makePassword } from '../../drivers/kafka/database';
import type { JobRun } from '../../drivers/pods/pods';
import { type Claim, demand, same } from '../../harness';
import { ahead } from './ahead';
import { databaseSecret, demo, runJob, startAgain, type Text, type World } from './world';

interface Refusal {
  /** What came of the try, or why there was none. */
  readonly outcome: PromiseSettledResult<JobRun>;
  /** Middle of the wrong password. */
  readonly middle: string;
}

/**
 * Gives the Secret a wrong password, rolls the worker, and runs one try of the registration Job, in which the sink asks the
 * database for half a minute.
 */
export const refusal = ahead<Refusal>(async (world) => {
  const { password, middle } = makePassword();
  world.secrets[databaseSecret] = { password };
  const run = async () => {
    await world.worker.stop();
    await startAgain(world, 'worker');
    return runJob(world, 'kafka-connect-register', 1);
  };
  const [outcome] = await Promise.allSettled([run()]);
  return { outcome, middle };
});

/** What Connect's REST says about the connector, and what it makes of its configuration. */
async function answers({ rest, objects }: World): Promise<readonly Text[]> {
  const paths = ['', '/config', '/status', '/tasks', '/offsets'].map(
    (path) => `/connectors/${demo.connector}${path}`,
  );
  const read = await Promise.all(
    ['/connectors?expand=info&expand=status', ...paths].map(async (path): Promise<Text> => [
      `GET ${path}`,
      await connectText(rest, path),
    ]),
  );
  const files = objects.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'kafka-connect-register',
  );
  const { data } = v.parse(v.object({ data: v.record(v.string(), v.string()) }), files);
  const path = '/connector-plugins/JdbcSinkConnector/config/validate';
  const validated = await fetch(`${rest}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: data[`${demo.connector}.json`] ?? '',
    signal: AbortSignal.timeout(60_000),
  });
  return [...read, [`PUT ${path}`, await validated.text()]];
}

/** Arguments and environment of every process of the suite. */
function processTexts(): readonly Text[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) =>
      ['cmdline', 'environ'].map((file): Text => [
        `${file} of process ${pid}, ${readOr(`/proc/${pid}/comm`).trim()}`,
        readOr(`/proc/${pid}/${file}`),
      ]),
    );
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since.
    return '';
  }
}

export const wrongPasswordIsTold: Claim<World> = {
  says: 'With a wrong password the registration Job fails and says so',
  by: 'another password in the Secret and the worker started again; a try of Job kafka-connect-register',
  limit: 400,
  prove: async (world) => {
    const { outcome } = await refusal.result(world);
    if (outcome.status === 'rejected') throw outcome.reason;
    const run = outcome.value;
    demand(!run.succeeded, `the Job succeeded:\n${run.tries.at(-1)?.output ?? ''}`);
    for (const { code, output } of run.tries) {
      same('exit code', code, 1);
      const last = output.trimEnd().split('\n').at(-1) ?? '';
      demand(
        /^register-connectors: demo-messages: FAILED: .*password authentication failed for user "kafka"/.test(
          last,
        ),
        `its last line does not say why: ${last}`,
      );
    }
    return 'exit code 1, the cause in its last line';
  },
};

export const passwordsStaySecret: Claim<World> = {
  says: 'No password is in a log, an answer of Connect, a topic, or the arguments and environment of a process',
  by: 'both passwords looked for in what the pods and Jobs printed, in all of REST, in /proc, and in every file of the suite; only the mounted Secret has one',
  limit: 400,
  prove: async (world) => {
    const { middle: wrong } = await refusal.result(world);
    const texts: readonly Text[] = [
      ...world.printed,
      ...world.runs.map((pod): Text => [`log of ${pod.name}`, pod.log()]),
      ['log of PostgreSQL', world.database.server.log()],
      ...(await answers(world)),
      ...processTexts(),
    ];
    const telling = texts.filter(([, text]) => text.includes(world.middle) || text.includes(wrong));
    same(
      'places with a password',
      telling.map(([where]) => where),
      [],
    );
    const args = ['-rlF', '--devices=skip', '-e', world.middle, '-e', wrong, world.scene.folder];
    const { stdout } = await world.scene.run('grep', args, { codes: [0, 1] });
    const files = stdout.split('\n').filter(Boolean);
    demand(
      files.length === 1 && files[0]?.includes('/volumes/secrets/') === true,
      `files with a password: found ${files.join(', ') || 'none'}, expected the mounted Secret`,
    );
    return `${texts.length} texts`;
  },
};

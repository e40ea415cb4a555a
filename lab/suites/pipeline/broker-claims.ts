import { existsSync, readdirSync } from 'node:fs';
import { partitions } from '../../drivers/kafka/ask';
import { pluginClasses } from '../../drivers/kafka/connect';
import { type Pod } from '../../drivers/pods/pod';
import { type Claim, demand, same } from '../../harness';
import { logFolder } from './ask';
import { bootstrap, demo, runJobWell, type World } from './world';

/** Lines of a log that begin as the shipped pattern has them, and those that begin otherwise but for a continuation. */
function judgeLog(pod: Pod): { readonly lines: number; readonly strange: readonly string[] } {
  const lines = pod.log().split('\n');
  const patterned = lines.filter((line) =>
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] [A-Z]+ .* \(\S+\)$/.test(line),
  );
  const strange = lines.filter((line) =>
    /SLF4J|StatusLogger|^\S+ main (?:WARN|ERROR)|log4j:|WARNING:/.test(line),
  );
  return { lines: patterned.length, strange };
}

/** Files of a pod in which lines of a log stand: Log4j's begin with a date, the garbage collector's with seconds. */
async function logFiles({ scene, pods }: World, pod: Pod): Promise<readonly string[]> {
  const folder = pods.folder(pod.name);
  const begin = '^\\[?([0-9]{4}-[0-9]{2}-[0-9]{2}[ T]|[0-9.]+s\\])';
  // A broker removes files meanwhile, which is an error to grep.
  const { stdout } = await scene.run('grep', ['-rlE', '-e', begin, folder], { codes: [0, 1, 2] });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((path) => path.slice(folder.length));
}

/** Without the broker nothing else of its cluster can be tried. */
export const brokerStarts: Claim<World> = {
  says: 'The shipped broker starts: KRaft of one, as user 1000, on a read-only file system',
  by: 'StatefulSet kafka run as a pod with Kafka 4.1.0; its three probes are asked as the kubelet asks them',
  limit: 400,
  prove: async ({ broker }) => {
    const seconds = await broker.ready();
    await broker.probe('liveness');
    const { stdout } = await broker.exec(['sh', '-c', 'grep ^Uid: /proc/1/status; touch /etc/x 2>&1 || :']);
    demand(/^Uid:\s+1000\s+1000\b/.test(stdout), `the broker is another user: ${stdout}`);
    demand(
      stdout.includes('Read-only file system'),
      `the root of its file system is not read-only: ${stdout}`,
    );
    return `ready after ${seconds.toFixed(0)} s`;
  },
};

/** What everything is written to. */
export const topicsAreMade: Claim<World> = {
  says: 'The topics Job makes the declared topics, and changes nothing when it runs again',
  by: 'Job kafka-topics run twice with the shipped script; the broker is asked for its topics before and after',
  limit: 400,
  prove: async (world) => {
    const runAndLook = async () => {
      await runJobWell(world, 'kafka-topics');
      const found = (await partitions(world.broker, bootstrap))
        .filter(({ topic }) => !topic.startsWith('kafka-connect-') && !topic.startsWith('__'))
        .map(({ topic, number, replicas }) => `${topic}-${number} on ${replicas.join()}`);
      return found.sort().join(', ');
    };
    const before = await runAndLook();
    same('topics', before, `${demo.topic}-0 on 0, ${demo.deadLetters}-0 on 0`);
    same('topics after the second run', await runAndLook(), before);
    return '2 topics, twice';
  },
};

/** Without the worker no sink runs. */
export const workerStarts: Claim<World> = {
  says: 'The shipped worker starts and finds the Debezium sink in the image',
  by: 'Deployment kafka-connect run as a pod with Kafka Connect 4.1.0 and the plugin 3.4.0.Final; probes, GET /connector-plugins',
  limit: 400,
  prove: async ({ worker, rest }) => {
    const seconds = await worker.ready();
    await worker.probe('liveness');
    const classes = await pluginClasses(rest);
    const sink = 'io.debezium.connector.jdbc.JdbcSinkConnector';
    demand(
      classes.includes(sink),
      `the worker finds no ${sink}; it finds ${classes.join(', ') || 'no plugin'}`,
    );
    return `ready after ${seconds.toFixed(0)} s`;
  },
};

export const logsAreSeen: Claim<World> = {
  says: 'Broker and worker log to standard output, in the shipped form and nowhere else',
  by: 'what both pods printed, and every file of their volumes',
  prove: async (world) => {
    const { broker, worker } = world;
    const counts: number[] = [];
    for (const pod of [broker, worker]) {
      const { lines, strange } = judgeLog(pod);
      demand(lines > 50, `${pod.name}: only ${lines} lines look as log4j2.properties says`);
      same(`${pod.name}: lines of a logging that is not set up`, strange, []);
      same(`${pod.name}: files that are logs`, await logFiles(world, pod), []);
      counts.push(lines);
    }
    await worker.probe('readiness');
    demand(!worker.log().includes('"GET /'), 'each request of a probe is a line in the log of the worker');
    return `${counts.join(' + ')} lines`;
  },
};

/** Without it what a broker took is gone with its pod. */
export const dataLies: Claim<World> = {
  says: 'The data of the broker lies in the folder of its volume that log.dirs names',
  by: 'the folder of the claim after the topics were made',
  prove: (world) => {
    const folder = logFolder(world);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const name of ['meta.properties', `${demo.topic}-0`, '__cluster_metadata-0'])
      demand(
        names.includes(name),
        `the folder log of the volume, which log.dirs has to name, has no ${name}; it has ${names.join(', ') || 'nothing'}`,
      );
    return `${names.length} entries`;
  },
};

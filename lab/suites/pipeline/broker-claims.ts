import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { partitions } from '../../drivers/kafka/ask';
import { pluginClasses } from '../../drivers/kafka/connect';
import { type Pod } from '../../drivers/pods/pod';
import type { Claim } from '../../harness';
import { logFolder } from './ask';
import { holds, same } from './expect';
import { bootstrap, demo, runJobWell, type World } from './world';

/** Lines of a log that begin as the shipped pattern has them, and those that begin otherwise but for a continuation. */
function judgeLog(pod: Pod): { readonly lines: number; readonly strange: readonly string[] } {
  const lines = pod.log().split('\n');
  const patterned = lines.filter((line) =>
    /^\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\] [A-Z]+ .* \(\S+\)$/.test(line),
  );
  const strange = lines.filter((line) => /SLF4J|StatusLogger|log4j:WARN|WARNING:/.test(line));
  return { lines: patterned.length, strange };
}

/** Without the broker nothing else of its cluster can be tried. */
export const brokerStarts: Claim<World> = {
  says: 'The shipped broker starts: KRaft of one, as user 1000, on a read-only file system',
  by: 'StatefulSet kafka run as a pod with Kafka 4.1.0; its three probes are asked as the kubelet asks them',
  prove: async ({ broker }) => {
    const seconds = await broker.ready();
    holds(await broker.probe('liveness'), 'the liveness probe is not answered');
    const { stdout } = await broker.exec(['sh', '-c', 'grep ^Uid: /proc/1/status; touch /etc/x 2>&1 || :']);
    holds(/^Uid:\s+1000\s+1000\b/.test(stdout), `the broker is another user: ${stdout}`);
    holds(stdout.includes('Read-only file system'), `the file system can be written: ${stdout}`);
    return `ready after ${seconds.toFixed(0)} s`;
  },
};

/** What everything is written to. */
export const topicsAreMade: Claim<World> = {
  says: 'The topics Job makes the declared topics, and changes nothing when it runs again',
  by: 'Job kafka-topics run twice with the shipped script; the broker is asked for its topics before and after',
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

/** Without the worker there is no sink. */
export const workerStarts: Claim<World> = {
  says: 'The shipped worker starts and finds the Debezium sink in the image',
  by: 'Deployment kafka-connect run as a pod with Kafka Connect 4.1.0 and the plugin 3.4.0.Final; probes, GET /connector-plugins',
  prove: async ({ worker, rest }) => {
    const seconds = await worker.ready();
    holds(await worker.probe('liveness'), 'the liveness probe is not answered');
    const classes = await pluginClasses(rest);
    holds(classes.includes('io.debezium.connector.jdbc.JdbcSinkConnector'), `plugins: ${classes.join()}`);
    return `ready after ${seconds.toFixed(0)} s`;
  },
};

/** What both leave behind. */
export const brokerClaims: readonly Claim<World>[] = [
  {
    says: 'Broker and worker log to standard output, in the shipped form and nowhere else',
    by: 'what both pods printed, and the folder LOG_DIR in them',
    prove: async ({ broker, worker, pods }) => {
      const counts = [broker, worker].map((pod) => {
        const { lines, strange } = judgeLog(pod);
        holds(lines > 50, `${pod.name}: only ${lines} lines look as log4j2.properties says`);
        same(`${pod.name}: lines of a logging that is not set up`, strange, []);
        const files = readdirSync(join(pods.folder(pod.name), 'volumes', 'tmp', 'kafka-logs'));
        same(`${pod.name}: files in LOG_DIR`, files, []);
        return lines;
      });
      holds(await worker.probe('readiness'), 'the readiness probe is not answered');
      holds(!worker.log().includes('"GET /'), 'each request of a probe is a line in the log of the worker');
      return `${counts.join(' + ')} lines`;
    },
  },
  {
    says: 'The data of the broker lies in the folder of its volume that log.dirs names',
    by: 'the folder of the claim after the topics were made',
    prove: (world) => {
      const names = readdirSync(logFolder(world));
      for (const name of ['meta.properties', `${demo.topic}-0`, '__cluster_metadata-0'])
        holds(names.includes(name), `there is no ${name} among ${names.join()}`);
      return `${names.length} entries`;
    },
  },
];

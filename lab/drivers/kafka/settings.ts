import { join } from 'node:path';
import type { Scene } from '../../harness';
import { toolPath } from '../../programs';
import type { KafkaLine } from './scripts';

/** Classes that read settings, of Kafka, of Connect and of ZooKeeper. */
export type SettingsReader =
  | 'kafka.server.KafkaConfig'
  | 'org.apache.kafka.connect.runtime.distributed.DistributedConfig'
  | 'org.apache.zookeeper.server.quorum.QuorumPeerConfig';

/** Settings as the program understood them. */
export interface ReadSettings {
  /** Why it refuses them; nothing when it takes them. */
  readonly refused?: string;
  readonly values: ReadonlyMap<string, string>;
}

/**
 * Folders that the programs expect when they start: of the password that Connect reads, and of a ZooKeeper server with its
 * number. They exist in this mount namespace only.
 */
const folders =
  'mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib && mkdir -p /run/secrets/database /var/lib/zookeeper/data && ' +
  'echo 1 >/var/lib/zookeeper/data/myid && exec "$@"';

/** Lets the programs' own classes read files, all in one Java. Nothing starts. */
export async function readSettings(
  scene: Scene,
  line: KafkaLine,
  files: readonly { readonly reader: SettingsReader; readonly file: string }[],
): Promise<readonly ReadSettings[]> {
  const jars = scene.program(line === '3' ? 'kafka-zookeeper' : 'kafka', 'lib');
  const { stdout } = await scene.run(
    'unshare',
    [
      ...['-m', 'sh', '-c', folders, 'sh', toolPath('java'), '-XX:TieredStopAtLevel=1', '-cp', `${jars}/*`],
      join(__dirname, 'ReadSettings.java'),
      ...files.flatMap(({ reader, file }) => [reader, file]),
    ],
    { cwd: scene.folder },
  );
  const lines = stdout.split('\n').filter((text) => /^(taken|[\w.]+(Exception|Error)\b)/.test(text));
  if (lines.length !== files.length)
    throw new Error(`${files.length} files, ${lines.length} answers: ${stdout}`);
  return lines.map((text) => {
    const [verdict = '', ...rest] = text.split('\t');
    const values = new Map<string, string>();
    for (let at = 0; at < rest.length; at += 2) values.set(rest[at] ?? '', rest[at + 1] ?? '');
    return { ...(verdict !== 'taken' && { refused: verdict }), values };
  });
}

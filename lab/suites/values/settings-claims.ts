import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KafkaLine } from '../../drivers/kafka/scripts';
import { type ReadSettings, readSettings, type SettingsReader } from '../../drivers/kafka/settings';
import type { Claim } from '../../harness';
import { type Mounted, mountedMaps } from './config-maps';
import { countOf } from './each';
import type { World } from './renderings';

interface SettingsFile {
  readonly reader: SettingsReader;
  readonly file: string;
  readonly values: string;
}

/** A broker's settings, with the lines that its script adds in a pod. */
function brokerFile({ folder, data, values }: Mounted): SettingsFile & { readonly line: KafkaLine } {
  const file = join(folder, 'broker.properties');
  const script = data['start-broker.sh'] ?? '';
  const added = [...script.matchAll(/^ +echo "(.+=.+)"$/gm)].map(([, text = '']) => text);
  if (added.length !== 2)
    throw new Error(`${folder}/start-broker.sh adds ${added.length} settings, expected 2`);
  const own = added.map((text) => text.replace('$ordinal', '0').replace('$POD_NAME', 'broker-0'));
  writeFileSync(file, [data['server.properties'], ...own, ''].join('\n'));
  const line = data['server.properties']?.includes('zookeeper.connect=') === true ? '3' : '4';
  return { reader: 'kafka.server.KafkaConfig', file, values, line };
}

/** What a person sees in a file: the text after the first "=" of each line, as it is. */
function seen(file: string): ReadonlyMap<string, string> {
  return new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** @returns what is wrong with the answer of a reader */
function problemsOf({ file, values }: SettingsFile, read: ReadSettings | undefined): readonly string[] {
  if (read?.refused !== undefined) return [`${file}: ${read.refused} with ${values}`];
  const shown = JSON.stringify([...seen(file)].sort());
  const understood = JSON.stringify([...(read?.values ?? [])].sort());
  return shown === understood ? [] : [`${file}: reads as ${understood}, written ${shown} with ${values}`];
}

async function readAll(
  world: World,
  line: KafkaLine,
  files: readonly SettingsFile[],
): Promise<readonly string[]> {
  const read = await readSettings(world.scene, line, files);
  return files.flatMap((file, index) => problemsOf(file, read[index]));
}

export const settingsClaims: readonly Claim<World>[] = [
  {
    says: 'Kafka, Kafka Connect and ZooKeeper take their settings with hostile values, and read each as it is written',
    by: 'KafkaConfig, DistributedConfig and QuorumPeerConfig on each file; keys and values of java.util.Properties compared',
    prove: async (world) => {
      const brokers = mountedMaps(world, ['server.properties']).map(brokerFile);
      const of = (key: string, reader: SettingsReader): readonly SettingsFile[] =>
        mountedMaps(world, [key]).map(({ folder, values }) => ({ reader, file: join(folder, key), values }));
      const newer = [
        ...brokers.filter(({ line }) => line === '4'),
        ...of('worker.properties', 'org.apache.kafka.connect.runtime.distributed.DistributedConfig'),
      ];
      const older = [
        ...brokers.filter(({ line }) => line === '3'),
        ...of('zookeeper.properties', 'org.apache.zookeeper.server.quorum.QuorumPeerConfig'),
      ];
      const wrong = [...(await readAll(world, '4', newer)), ...(await readAll(world, '3', older))];
      return countOf([...newer, ...older], wrong);
    },
  },
];

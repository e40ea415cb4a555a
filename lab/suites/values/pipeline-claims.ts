import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolPath } from '../../programs';
import type { Claim } from '../../harness';
import { mountedMaps } from './config-maps';
import { countOf } from './each';
import type { World } from './renderings';

/** What stands in the shipped script around each line of topics.txt. */
const loop =
  'while read -r name partitions copies retention; do printf "%s|%s|%s|%s\\n" "$name" "$partitions" "$copies" "$retention"; done <"$1"';

/** A topic: its name, partitions, copies, and retention in milliseconds or "-". */
const topicLine = /^[A-Za-z0-9._-]{1,249}\|[1-9]\d*\|[1-9]\d*\|(-|-1|\d+)$/;

export const pipelineClaims: readonly Claim<World>[] = [
  {
    says: 'Kafka Connect reads each connector with hostile values as it is written, and fills in the password alone',
    by: 'Jackson and ConfigTransformer of Connect on each file; every key and value compared',
    prove: async (world) => {
      const files = mountedMaps(world, ['register-connectors.sh']).flatMap(({ folder, data, values }) =>
        Object.keys(data)
          .filter((key) => key.endsWith('.json'))
          .map((key) => ({ file: join(folder, key), values })),
      );
      const jars = world.scene.program('kafka', 'lib');
      const { stdout } = await world.scene.run(
        toolPath('java'),
        [
          ...['-XX:TieredStopAtLevel=1', '-cp', `${jars}/*`],
          join(__dirname, '../../drivers/kafka/ReadConnectors.java'),
          ...files.map(({ file }) => file),
        ],
        { cwd: world.folder },
      );
      const read = stdout.split('\n').filter((line) => line.startsWith('{'));
      if (read.length !== files.length)
        throw new Error(`${files.length} files, ${read.length} answers: ${stdout}`);
      const wrong = files.flatMap(({ file, values }, index) => {
        const written: unknown = JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
          key === 'connection.password' ? 'filled in' : value,
        );
        const [expected, understood] = [sorted(written), sorted(JSON.parse(read[index] ?? '{}'))];
        return expected === understood
          ? []
          : [`${file}: reads as ${understood}, expected ${expected} with ${values}`];
      });
      return countOf(files, wrong);
    },
  },
  {
    says: 'The script that creates topics reads each line of topics.txt with hostile values as one topic',
    by: 'sh, with the loop of the script: a name, two numbers and a retention on each line',
    prove: async (world) => {
      const lists = mountedMaps(world, ['topics.txt']);
      const wrong: string[] = [];
      for (const { folder, data, values } of lists) {
        if (data['create-topics.sh']?.includes('while read -r name partitions copies retention; do') !== true)
          throw new Error(`${folder}/create-topics.sh reads topics.txt in another way`);
        const { stdout } = await world.scene.run('sh', ['-c', loop, 'sh', join(folder, 'topics.txt')], {
          cwd: world.folder,
        });
        const read = stdout.split('\n').slice(0, -1);
        const odd = read.find((line) => !topicLine.test(line));
        const count = (data['topics.txt'] ?? '').split('\n').length - 1;
        if (odd !== undefined || read.length !== count)
          wrong.push(
            `${folder}/topics.txt: ${odd ?? `${count} lines, ${read.length} topics`} with ${values}`,
          );
      }
      return countOf(lists, wrong);
    },
  },
];

/** A flat object as text in which the order of its keys does not matter. */
function sorted(value: unknown): string {
  return JSON.stringify(Object.entries(value ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)));
}

import * as v from 'valibot';
import { image, type Parsed, parsedBy, refused } from '../../core';

/**
 * The image of brokers. Kafka 4 has no ZooKeeper, and the files for KRaft are written for Kafka 4; only tags of images named
 * `kafka` tell their version. https://kafka.apache.org/documentation/#upgrade_4_0_0
 */
export function kafkaImage(mode: 'kraft' | 'zookeeper') {
  return v.pipe(
    image,
    parsedBy((written: string): Parsed<string> => {
      const [, version] = /\/kafka:v?(\d+)(?:[.-]|$)/.exec(written) ?? [];
      if (version === undefined) return { value: written };
      if (mode === 'zookeeper' && Number(version) >= 4)
        return refused(
          `"${written}" is Kafka ${version}, which has no ZooKeeper`,
          'take one of Kafka 3.9, or mode kraft',
        );
      return mode === 'kraft' && Number(version) < 4
        ? refused(
            `"${written}" is Kafka ${version}, and its files here are for Kafka 4`,
            'take one of Kafka 4',
          )
        : { value: written };
    }),
    v.title('image reference'),
  );
}

import { readdirSync } from 'node:fs';
import { consume } from '../../drivers/kafka/ask';
import { goodMessage } from '../../drivers/kafka/poison';
import type { Claim } from '../../harness';
import { arrives, demoEnds, logFolder, write } from './ask';
import { holds, same } from './expect';
import { bootstrap, demo, startAgain, type World } from './world';

export const restartClaims: readonly Claim<World>[] = [
  {
    says: 'A broker that is stopped hands over in order and loses nothing, and worker and sink find it again',
    by: 'SIGTERM to the first process of the pod, as the kubelet sends it; started again on the same volume',
    prove: async (world) => {
      const before = await demoEnds(world);
      await world.broker.stop();
      holds(world.broker.log().includes('shut down completed'), 'the broker did not shut down in order');
      const seconds = await startAgain(world, 'broker');
      same('messages and dead letters', await demoEnds(world), before);
      await write(world, [`key\t${goodMessage(13, 'after the restart')}`]);
      await arrives(world, 13);
      return `${before.join(' + ')} messages, ready again after ${seconds.toFixed(0)} s`;
    },
  },
  {
    says: 'A broker that is killed loses no message that it took',
    by: 'SIGKILL right after 50 messages were taken; all of them are read back from the same volume',
    prove: async (world) => {
      const [before] = await demoEnds(world);
      const texts = Array.from({ length: 50 }, (_, index) => `killed ${index}`);
      await write(
        world,
        texts.map((text, index) => `key\t${goodMessage(100 + index, text)}`),
      );
      await world.broker.kill();
      await startAgain(world, 'broker');
      const [after] = await demoEnds(world);
      same('messages', after, before + 50);
      const found = (await consume(world.broker, bootstrap, demo.topic, after)).slice(before);
      texts.forEach((text, index) => {
        holds(found[index]?.value.includes(`"${text}"`) === true, `message ${index} is not there`);
      });
      await arrives(world, 149);
      return `50 of 50 messages, ${readdirSync(logFolder(world)).length} entries on the volume`;
    },
  },
];

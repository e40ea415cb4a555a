import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { consume } from '../../drivers/kafka/ask';
import { goodMessage } from '../../drivers/kafka/poison';
import { type Claim, demand, same } from '../../harness';
import { arrives, demoEnds, logFolder, write } from './ask';
import { bootstrap, demo, startAgain, type World } from './world';

/** Without it no broker comes back, whatever ended it. */
export const brokerComesBack: Claim<World> = {
  says: 'A broker that is stopped hands over in order and loses nothing',
  by: 'SIGTERM to the first process of the pod, as the kubelet sends it; started again on the same volume',
  limit: 400,
  prove: async (world) => {
    await write(world, [`key\t${goodMessage(13, 'before the stop')}`]);
    const before = await demoEnds(world);
    await world.broker.stop();
    const mark = '.kafka_cleanshutdown';
    const inOrder = existsSync(join(logFolder(world), mark));
    const seconds = await startAgain(world, 'broker');
    demand(inOrder, `the broker did not shut down in order: it left no ${mark}`);
    same('messages and dead letters', await demoEnds(world), before);
    return `${before.join(' + ')} messages, ready again after ${seconds.toFixed(0)} s`;
  },
};

export const stoppedIsFound: Claim<World> = {
  says: 'Worker and sink find a broker again that was stopped',
  by: 'a message before the stop and one after it; both become rows',
  limit: 400,
  prove: async (world) => {
    await write(world, [`key\t${goodMessage(14, 'after the stop')}`]);
    for (const id of [13, 14]) await arrives(world, id);
    return '2 rows';
  },
};

export const killedLosesNothing: Claim<World> = {
  says: 'A broker that is killed loses no message that it took',
  by: 'SIGKILL right after 50 messages were taken; all of them are read back from the same volume',
  limit: 400,
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
      demand(found[index]?.value.includes(`"${text}"`) === true, `message ${index} is missing`);
    });
    return `50 of 50 messages, ${readdirSync(logFolder(world)).length} entries on the volume`;
  },
};

export const killedIsFound: Claim<World> = {
  says: 'Worker and sink find a broker again that was killed',
  by: 'the messages right before it and one after it; the last of them and that one become rows',
  limit: 400,
  prove: async (world) => {
    await write(world, [`key\t${goodMessage(15, 'after the kill')}`]);
    for (const id of [149, 15]) await arrives(world, id);
    return '2 rows';
  },
};

import { kafka } from '../../../lib';
import type { Component } from '../../../lib/component';
import { bundleOf } from '../../../lib/synth';
import { planned, smallCluster } from '../../../lib/testing/clusters';
import { kubeObject } from '../../drivers/committed';
import { ends, partitions, produce } from '../../drivers/kafka/ask';
import { openPodNetwork } from '../../drivers/pods/network';
import type { Pod } from '../../drivers/pods/pod';
import { openPods, type Pods } from '../../drivers/pods/pods';
import { type Claim, waitFor, demand, same } from '../../harness';
import { ahead } from './ahead';
import { refusal } from './password-claims';
import type { World } from './world';

const topic = 'orders';

/** Opens a place for the pods of another cluster, made by the same code as what ships. */
async function openCluster(world: World, name: string, first: string, component: Component): Promise<Pods> {
  const objects = bundleOf(planned(smallCluster([component])), new Map())
    .objects.filter(({ app }) => app === component.name)
    .map(({ path, object }) => kubeObject(object, path));
  const network = await openPodNetwork(world.scene, name, first);
  return openPods(world.scene, { name, network, objects, secrets: {}, image: world.image });
}

async function startAll(pods: Pods, set: string): Promise<readonly Pod[]> {
  return Promise.all(pods.of('StatefulSet', set).map((name) => pods.start(name)));
}

/** Waits until all are ready. What does not come up is ended: it would take the time of what is tried meanwhile. */
async function allReady(pods: readonly Pod[]): Promise<number> {
  try {
    return Math.max(...(await Promise.all(pods.map((pod) => pod.ready()))));
  } catch (error) {
    await Promise.all(pods.map((pod) => pod.kill()));
    throw error;
  }
}

async function runTopics(pods: Pods): Promise<void> {
  const { succeeded, tries } = await pods.runJob('kafka-topics', 1);
  demand(succeeded, `the topics Job failed:\n${tries.at(-1)?.output ?? ''}`);
}

/** Name under which the broker in a pod is found whatever becomes of the others. */
function own(pod: Pod): string {
  return `${pod.name}.kafka-brokers.kafka.svc.cluster.local:9092`;
}

/** How many brokers have each partition of the topic in full. */
async function inSync(pod: Pod): Promise<readonly number[]> {
  const found = (await partitions(pod, own(pod))).filter((partition) => partition.topic === topic);
  return found.map((partition) => partition.inSync.length);
}

async function untilInSync(pod: Pod, brokers: number): Promise<void> {
  await waitFor(`${brokers} copies of each partition`, 60, async () => {
    const counts = await inSync(pod);
    if (counts.length === 3 && counts.every((count) => count === brokers)) return true;
    throw new Error(`found ${counts.join(', ') || 'no partition'}`);
  });
}

/** Three brokers with their topic. */
export const three = ahead(async (world) => {
  const component = kafka({ brokers: 3, memory: '1Gi', topics: [{ name: topic, partitions: 3 }] });
  const pods = await openCluster(world, 'three', '10.42.1', component);
  const brokers = await startAll(pods, 'kafka');
  const seconds = await allReady(brokers);
  await runTopics(pods);
  return { pods, brokers, seconds };
});

/** A broker and a ZooKeeper server with their topic. */
export const zookeeper = ahead(async (world) => {
  const component = kafka({ mode: 'zookeeper', memory: '1Gi', topics: [{ name: topic, partitions: 3 }] });
  const pods = await openCluster(world, 'zoo', '10.42.2', component);
  const [keeper] = await startAll(pods, 'kafka-zookeeper');
  const [broker] = await startAll(pods, 'kafka');
  if (keeper === undefined || broker === undefined) throw new Error('they do not start');
  await allReady([keeper, broker]);
  await runTopics(pods);
  return { keeper, broker };
});

/** Without the quorum no broker can be away. */
export const quorumForms: Claim<World> = {
  says: 'Three brokers form a KRaft quorum under their in-cluster names, and a topic of three copies is fully in sync',
  by: 'kafka({ brokers: 3 }) made by the library, each broker a pod in its own network namespace; kafka-topics.sh --describe',
  limit: 400,
  prove: async (world) => {
    refusal.begin(world);
    const { brokers, seconds } = await three.result(world);
    const [first] = brokers;
    if (first === undefined) throw new Error('no broker was found');
    await untilInSync(first, 3);
    return `3 partitions of 3 copies, ready after ${seconds.toFixed(0)} s`;
  },
};

export const oneIsAway: Claim<World> = {
  says: 'With one of three brokers gone, messages that all copies have to take go on; it comes back and is in sync again',
  by: 'the first broker stopped; console-producer with acks=all before and after; started again',
  limit: 400,
  prove: async (world) => {
    const { pods, brokers } = await three.result(world);
    const [gone, other] = brokers;
    if (gone === undefined || other === undefined) throw new Error('there are no brokers');
    const lines = (from: number) => Array.from({ length: 20 }, (_, index) => `${from + index}\tmessage`);
    await produce(other, own(other), topic, lines(0));
    await gone.stop();
    await untilInSync(other, 2);
    await produce(other, own(other), topic, lines(20));
    same('messages', await ends(other, own(other), [topic]), { [topic]: 40 });
    const back = await pods.start(gone.name);
    const started = performance.now();
    await back.ready();
    await untilInSync(other, 3);
    const seconds = (performance.now() - started) / 1000;
    await Promise.all([back, ...brokers.slice(1)].map((broker) => broker.kill()));
    return `40 messages; in sync again ${seconds.toFixed(0)} s after its start`;
  },
};

export const zookeeperStarts: Claim<World> = {
  says: 'The ZooKeeper mode starts with its shipped scripts and probes, and makes its topics',
  by: "kafka({ mode: 'zookeeper' }) made by the library, with Kafka 3.9.1 and the ZooKeeper in it; its Job kafka-topics",
  limit: 400,
  prove: async (world) => {
    const { keeper, broker } = await zookeeper.result(world);
    for (const pod of [keeper, broker]) await pod.probe('liveness');
    same('copies in sync', await inSync(broker), [1, 1, 1]);
    await Promise.all([broker.kill(), keeper.kill()]);
    return '3 partitions';
  },
};

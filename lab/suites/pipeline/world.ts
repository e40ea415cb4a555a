import { proxmox } from '../../examples';
import { committedTree, type KubeObject, shippedObjects } from '../../drivers/committed';
import { type ClusterDatabase, makePassword, startClusterDatabase } from '../../drivers/kafka/database';
import { kafkaImages } from '../../drivers/kafka/images';
import type { FindImage } from '../../drivers/pods/image';
import { openPodNetwork } from '../../drivers/pods/network';
import type { Pod } from '../../drivers/pods/pod';
import { type JobRun, openPods, type Pods } from '../../drivers/pods/pods';
import type { Scene } from '../../harness';

/** Where clients find the brokers, as the shipped files have it. */
export const bootstrap = 'kafka.kafka.svc:9092';

/** Names of what ships for the demo. */
export const demo = {
  topic: 'demo-messages',
  deadLetters: 'demo-messages-dead-letters',
  connector: 'demo-messages',
  table: 'kafka_messages',
} as const;

/** Something that was printed or answered, and where. */
export type Text = readonly [where: string, text: string];

/** The pipeline of the cluster proxmox, with its pods as they run now. */
export interface World {
  readonly scene: Scene;
  readonly objects: readonly KubeObject[];
  readonly pods: Pods;
  readonly image: FindImage;
  readonly database: ClusterDatabase;
  /** Values of Secrets; a pod that is started later has what is here then. */
  readonly secrets: Record<string, Record<string, string>>;
  /** Middle of the password: what no log may hold. */
  readonly middle: string;
  /** Address of Connect's REST. */
  readonly rest: string;
  broker: Pod;
  worker: Pod;
  /** Every run of a broker or a worker so far. */
  readonly runs: Pod[];
  /** What every Job has printed so far. */
  readonly printed: Text[];
}

/** Name of the Secret with the password, as the cluster's facts have it. */
export const databaseSecret = 'kafka-connect/postgresql';

const components = ['kafka', 'kafka-connect', 'demo-producer'];

/** Starts the database, and the shipped broker and worker at the same time: they wait for each other by themselves. */
export async function openWorld(scene: Scene): Promise<World> {
  const { plan } = proxmox;
  if (plan === undefined) throw new Error('the cluster proxmox has no plan');
  const tree = await committedTree(scene);
  const objects = shippedObjects(tree, plan.facts.name)
    .filter(({ app }) => components.includes(app))
    .map(({ object }) => object);
  const { password, middle } = makePassword();
  const database = await startClusterDatabase(scene, { plan, tree, password });
  const image = kafkaImages(scene);
  const secrets = { [databaseSecret]: { password } };
  const network = await openPodNetwork(scene, 'cni0', '10.42.0');
  const pods = await openPods(scene, { name: 'one', network, objects, secrets, image });
  const [brokerName = ''] = pods.of('StatefulSet', 'kafka');
  const [workerName = ''] = pods.of('Deployment', 'kafka-connect');
  const broker = await pods.start(brokerName);
  const worker = await pods.start(workerName);
  return {
    ...{ scene, objects, pods, image, database, secrets, middle, broker, worker },
    rest: `http://${worker.address}:8083`,
    runs: [broker, worker],
    printed: [],
  };
}

/** Starts the broker's or the worker's pod again, and waits until it is ready. */
export async function startAgain(world: World, which: 'broker' | 'worker'): Promise<number> {
  world[which] = await world.pods.start(world[which].name);
  world.runs.push(world[which]);
  return world[which].ready();
}

/** Runs a shipped Job. @param tries how many at most; as many as it asks for unless given */
export async function runJob(world: World, name: string, tries?: number): Promise<JobRun> {
  const run = await world.pods.runJob(name, tries);
  world.printed.push(...run.tries.map(({ output }): Text => [`what Job ${name} printed`, output]));
  return run;
}

/** Runs a shipped Job that has to succeed at the first try. @returns what it printed */
export async function runJobWell(world: World, name: string): Promise<string> {
  const { tries } = await runJob(world, name, 1);
  const [first] = tries;
  if (first?.code !== 0)
    throw new Error(`Job ${name} ended with ${String(first?.code)}:\n${first?.output ?? ''}`);
  return first.output;
}

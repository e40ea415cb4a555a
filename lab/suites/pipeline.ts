import { proxmox } from '../../clusters/proxmox';
import { committedTree, shippedObjects } from '../drivers/committed';
import { connectorNames, connectorStatus, pluginClasses } from '../drivers/kafka/connect';
import { makePassword, startClusterDatabase } from '../drivers/kafka/database';
import { kafkaImages } from '../drivers/kafka/images';
import { openPodNetwork } from '../drivers/pods/network';
import { openPods } from '../drivers/pods/pods';
import { type Scene, suite, waitFor } from '../harness';

const components = ['kafka', 'kafka-connect', 'demo-producer'];

async function start(scene: Scene) {
  const { plan } = proxmox;
  if (plan === undefined) throw new Error('proxmox has no plan');
  const tree = await committedTree(scene);
  const objects = shippedObjects(tree, plan.facts.name)
    .filter(({ app }) => components.includes(app))
    .map(({ object }) => object);
  const right = makePassword();
  const network = await openPodNetwork(scene, 'cni0', '10.42.0');
  const secrets = { 'kafka-connect/postgresql': { password: right.password } };
  const pods = await openPods(scene, { name: 'one', network, objects, secrets, image: kafkaImages(scene) });
  const [brokerName = ''] = pods.of('StatefulSet', 'kafka');
  const [workerName = ''] = pods.of('Deployment', 'kafka-connect');
  const broker = await pods.start(brokerName);
  const worker = await pods.start(workerName);
  const database = await startClusterDatabase(scene, plan, right.password);
  return { scene, pods, broker, worker, database, rest: `http://${worker.address}:8083` };
}

export const pipeline = suite({
  name: 'pipeline',
  title: 'Kafka 4.1, Kafka Connect with the Debezium JDBC sink, PostgreSQL 15, each in its namespace',
  programs: ['kafka', 'kafka-zookeeper', 'debezium-jdbc'],
  tools: ['java', 'busybox', 'nft', 'curl', 'postgresql'],
  start,
  claims: [
    {
      says: 'broker',
      by: 'x',
      prove: async ({ broker }) => `${await broker.ready()} ${broker.log().split('\n').length}`,
    },
    {
      says: 'topics',
      by: 'x',
      prove: async ({ pods }) => JSON.stringify(await pods.runJob('kafka-topics')),
    },
    {
      says: 'worker',
      by: 'x',
      prove: async ({ worker, rest }) => `${await worker.ready()} ${String(await pluginClasses(rest))}`,
    },
    {
      says: 'register',
      by: 'x',
      prove: async ({ pods, rest }) => JSON.stringify([await pods.runJob('kafka-connect-register'), await connectorNames(rest), await connectorStatus(rest, 'demo-messages')]),
    },
    {
      says: 'produce',
      by: 'x',
      prove: async ({ pods, database }) => { const run = JSON.stringify(await pods.runJob('demo-producer-produce'));
        await waitFor('rows', 60, async () => await database.sql('select count(*) from kafka_messages', 'kafka') === '10' || undefined);
        return run + await database.sql("select * from kafka_messages", 'kafka') + await database.sql("select column_name,data_type,is_nullable from information_schema.columns where table_name='kafka_messages'", 'kafka');
      } ,
    },
  ],
});

import { needing, type Scene, suite } from '../harness';
import { everyObject } from './api/object-claims';
import { postgresqlClaims } from './machines/postgresql-claims';
import { manifestsRead } from './yaml';
import { brokerClaims, brokerStarts, topicsAreMade, workerStarts } from './pipeline/broker-claims';
import { clusterClaims } from './pipeline/cluster-claims';
import { passwordClaims } from './pipeline/password-claims';
import { restartClaims } from './pipeline/restart-claims';
import { connectorRegisters, sinkClaims } from './pipeline/sink-claims';
import { openWorld } from './pipeline/world';

export const pipeline = suite({
  name: 'pipeline',
  title:
    'Kafka 4.1 (one broker, three brokers), Kafka 3.9 with ZooKeeper, Kafka Connect with the Debezium JDBC sink, and PostgreSQL, each in a network namespace of its own',
  programs: ['kafka', 'kafka-zookeeper', 'debezium-jdbc'],
  tools: ['java', 'busybox', 'nft', 'curl', 'postgresql'],
  memory: 3,
  seconds: 310,
  restsOn: [manifestsRead, everyObject, ...postgresqlClaims],
  start: (scene: Scene) => openWorld(scene),
  claims: [
    brokerStarts,
    ...needing([brokerStarts], [topicsAreMade, workerStarts]),
    ...needing([topicsAreMade, workerStarts], [...brokerClaims, connectorRegisters]),
    ...needing([connectorRegisters], [...sinkClaims, ...restartClaims]),
    ...clusterClaims,
    ...needing([connectorRegisters], passwordClaims),
  ],
});

import { needing, type Scene, suite } from '../harness';
import { everyObject } from './api/object-claims';
import { postgresqlClaims } from './machines/postgresql-claims';
import { manifestsRead } from './yaml';
import { brokerStarts, dataLies, logsAreSeen, topicsAreMade, workerStarts } from './pipeline/broker-claims';
import { oneIsAway, quorumForms, zookeeperStarts } from './pipeline/cluster-claims';
import { passwordsStaySecret, wrongPasswordIsTold } from './pipeline/password-claims';
import {
  brokerComesBack,
  killedIsFound,
  killedLosesNothing,
  stoppedIsFound,
} from './pipeline/restart-claims';
import {
  connectorRegisters,
  misfitStops,
  poisonIsPutAside,
  rowsArrive,
  rowsStayTen,
  sinkLogsIn,
} from './pipeline/sink-claims';
import { openWorld } from './pipeline/world';

export const pipeline = suite({
  name: 'pipeline',
  title:
    'Kafka 4.1 (one broker, three brokers), Kafka 3.9 with ZooKeeper, Kafka Connect with the Debezium JDBC sink, and PostgreSQL, each in a network namespace of its own',
  programs: ['kafka', 'kafka-zookeeper', 'debezium-jdbc'],
  tools: ['java', 'busybox', 'nft', 'curl', 'postgresql'],
  memory: 3,
  seconds: 320,
  restsOn: [manifestsRead, everyObject, ...postgresqlClaims],
  start: (scene: Scene) => openWorld(scene),
  claims: [
    brokerStarts,
    ...needing([brokerStarts], [topicsAreMade]),
    // What the topics Job cannot reach, the worker cannot reach either.
    ...needing([topicsAreMade], [workerStarts]),
    ...needing([workerStarts], [logsAreSeen, dataLies, connectorRegisters]),
    ...needing([connectorRegisters], [rowsArrive]),
    ...needing([rowsArrive], [sinkLogsIn, rowsStayTen]),
    // A sink that has failed over one of these takes none of the next ones.
    ...needing([rowsStayTen], [poisonIsPutAside]),
    ...needing([poisonIsPutAside], [misfitStops]),
    ...needing([dataLies], [brokerComesBack]),
    ...needing([brokerComesBack, misfitStops], [stoppedIsFound]),
    ...needing([brokerComesBack], [killedLosesNothing]),
    ...needing([killedLosesNothing, stoppedIsFound], [killedIsFound]),
    // The other clusters have the scripts of the first: what is wrong with these was told there.
    ...needing([topicsAreMade], [quorumForms]),
    ...needing([quorumForms, brokerComesBack], [oneIsAway]),
    ...needing([topicsAreMade], [zookeeperStarts]),
    // The same lines of the registration Job tell of a sink that has failed, whatever it failed over.
    ...needing([connectorRegisters, killedLosesNothing, misfitStops], [wrongPasswordIsTold]),
    ...needing([connectorRegisters, killedLosesNothing], [passwordsStaySecret]),
  ],
});

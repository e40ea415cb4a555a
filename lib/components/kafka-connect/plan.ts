import type * as v from 'valibot';
import {
  claim,
  type Claim,
  type ComponentPlan,
  filledScript,
  type PlanContext,
  planOf,
  podLabels,
  serviceName,
  shellWord,
} from '../../core';
import { filledTables } from '../../machines/postgresql/filled-tables';
import { hookJob } from '../kafka/hook-job';
import { workerLog4j2 } from '../kafka/logging';
import { replicationFor } from '../kafka/replication';
import { heapOf, ownQuantity } from '../kafka/settings';
import { usedTopics } from '../kafka/topics-claim';
import { images } from '../versions';
import { connectorConfig } from './connector-config';
import type { kafkaConnectProps } from './props';
import { registerConnectors } from './register-connectors.script';
import { deadLettersOf, readSinks } from './sinks';
import { workerProperties, workerScript } from './worker-files';
import { type Identity, type WorkerSet, workers } from './workers';

type Props = v.InferOutput<typeof kafkaConnectProps>;

/** User `kafka` of the Debezium images. */
const user = 1001;

/** Workers, the connectors' configurations, and the Job that registers them. */
export function planKafkaConnect(about: Identity, props: Props, context: PlanContext): ComponentPlan {
  const { facts } = context;
  const { brokers, database } = props;
  const connectors = readSinks(props.sinks, context);
  checkPlugins(props, context);
  const set: WorkerSet = {
    about,
    user,
    image: props.image,
    replicas: props.replicas,
    resources: { cpu: props.cpu, memory: props.memory },
    secret: props.passwordSecret,
    files: {
      'log4j2.properties': workerLog4j2,
      'start-worker.sh': workerScript(heapOf(props.memory)),
      'worker.properties': workerProperties(about.name, brokers),
    },
  };
  const use = {
    database,
    // A host that the cluster does not list is reported with the other endpoints, and nothing is made of this.
    address: facts.hosts.find(({ name }) => name === database.owner.host)?.address ?? database.owner.host,
    replicationFactor: replicationFor(brokers.brokers).factor,
  };
  const files = Object.fromEntries(
    connectors.map((connector) => [
      `${connector.name}.json`,
      `${JSON.stringify(connectorConfig(connector, use), undefined, 2)}\n`,
    ]),
  );
  const password = { namespace: about.namespace, secret: props.passwordSecret, key: 'password' };
  const { rest } = about;
  return planOf({
    workloads: workloadsOf(about, props),
    secrets: [
      {
        name: props.passwordSecret,
        keys: ['password'],
        why: `to log in to database ${database.database} on ${database.owner.host} as ${database.user} (no line break at the end: it would be part of the password)`,
      },
    ],
    claims: [
      ...topicsUsed(props),
      ...connectors.map(({ table, topics }) => claim(filledTables, { database, table, topics, password })),
    ],
    build: (chart) => {
      workers(chart, set);
      hookJob(chart, {
        component: about,
        workload: 'register',
        // The same image as the workers: it is on the node already, and it has curl.
        image: props.image,
        user,
        script: 'register-connectors.sh',
        files: {
          ...files,
          'register-connectors.sh': filledScript(registerConnectors, {
            rest: shellWord(`http://${serviceName(rest.owner)}:${rest.port}`),
          }),
        },
        resources: { cpu: ownQuantity('50m'), cpuLimit: ownQuantity('500m'), memory: ownQuantity('64Mi') },
        deadline: 1200,
      });
    },
  });
}

function workloadsOf(about: Identity, { brokers, database }: Props): ComponentPlan['workloads'] {
  const endpoint = about.rest;
  return [
    {
      name: 'worker',
      pods: podLabels(about, 'worker'),
      listens: [{ name: 'rest', port: endpoint.port, transport: 'tcp', open: 'declared' }],
      connects: [
        { to: { kind: 'endpoint', endpoint: brokers }, why: 'messages, and what the workers know' },
        { to: { kind: 'endpoint', endpoint: database }, why: 'rows' },
        { to: { kind: 'endpoint', endpoint }, why: 'requests that another worker has to answer' },
      ],
      hostNetwork: false,
    },
    {
      name: 'register',
      pods: podLabels(about, 'register'),
      listens: [],
      connects: [{ to: { kind: 'endpoint', endpoint }, why: 'registering the connectors' }],
      hostNetwork: false,
    },
  ];
}

/** Reports plugins that the image does not hold. */
function checkPlugins(props: Props, { at, report }: PlanContext): void {
  if (props.image !== images.kafkaConnect) return;
  for (const { name, plugin } of props.sinks)
    if (plugin !== 'debezium')
      report({
        at: `${at}.sinks.${name}.plugin`,
        reason: `the JDBC sink of ${plugin} is not in the image ${images.kafkaConnect}`,
        next: `write image: one that is built from it with the plugin in a folder under /kafka/connect, or plugin: 'debezium'`,
      });
}

function topicsUsed(props: Props): readonly Claim[] {
  const brokers = props.brokers.owner.component;
  return props.sinks.flatMap((sink) => [
    ...sink.topics.map((topic, index) =>
      claim(usedTopics, { topic, brokers }, `.sinks.${sink.name}.topics[${index}]`),
    ),
    claim(usedTopics, { topic: deadLettersOf(sink), brokers }, `.sinks.${sink.name}.deadLetters`),
  ]);
}

import { createHash } from 'node:crypto';
import type * as v from 'valibot';
import { Kafka, KafkaNodePool, type KafkaNodePoolSpec, KafkaTopic } from '../../../imports/kafka.strimzi.io';
import {
  type ComponentPlan,
  endpointOf,
  keepData,
  type PlanContext,
  planOf,
  syncWave,
  type Workload,
} from '../../core';
import { strimziKinds } from '../strimzi-operator';
import { apart } from './brokers';
import type { Identity } from './endpoint';
import type { strimziProps } from './props';
import { replicationFor } from './replication';
import { replicationEntries } from './server-properties';
import { readCommon, type ServerSettings } from './settings';
import { type Topic, topicsClaim } from './topics';

type Props = v.InferOutput<typeof strimziProps>;

/** Strimzi sets none by itself. */
const topicOperatorResources = {
  requests: { cpu: '100m', memory: '384Mi' },
  limits: { memory: '384Mi' },
};

/** Kafka as resources of the Strimzi operator, which makes the pods. */
export function planStrimzi(about: Identity, props: Props, context: PlanContext): ComponentPlan {
  const { brokers, topics } = props;
  const { server, nodes, claims } = readCommon(props, context);
  return planOf({
    requires: [{ capability: strimziKinds, why: 'for the kinds Kafka, KafkaNodePool and KafkaTopic' }],
    workloads: workloadsOf(about),
    claims: [...claims, topicsClaim(topics)],
    build: (chart) => {
      const { name, namespace } = about;
      const labels = { 'strimzi.io/cluster': name };
      new Kafka(chart, 'kafka', {
        // Deleting it would delete the cluster id, without which the volumes are of no use.
        metadata: { name, namespace, annotations: { ...keepData } },
        // Without a version it is the operator's default, so that an upgrade of the operator upgrades Kafka.
        spec: {
          kafka: {
            listeners: [{ name: 'clients', port: 9092, type: 'internal', tls: false }],
            config: {
              'auto.create.topics.enable': false,
              ...replicationEntries(brokers),
              'share.coordinator.state.topic.replication.factor': replicationFor(brokers).factor,
              'share.coordinator.state.topic.min.isr': replicationFor(brokers).minInSync,
            },
            template: { pod: { enableServiceLinks: false } },
          },
          entityOperator: {
            topicOperator: { resources: topicOperatorResources },
            template: { pod: { enableServiceLinks: false } },
          },
        },
      });
      new KafkaNodePool(chart, 'brokers', {
        metadata: { name: `${name}-brokers`, namespace, labels, annotations: { ...keepData } },
        spec: nodePool(about, brokers, server, nodes.length >= brokers),
      });
      for (const topic of topics) kafkaTopic(chart, about, topic, replicationFor(brokers).factor);
    },
  });
}

function nodePool(
  about: Identity,
  brokers: number,
  server: ServerSettings,
  spread: boolean,
): KafkaNodePoolSpec {
  const affinity = affinityOf(about, server.nodeSelector, brokers, spread);
  return {
    replicas: brokers,
    roles: ['controller', 'broker'],
    storage: {
      type: 'jbod',
      volumes: [
        {
          id: 0,
          type: 'persistent-claim',
          size: server.storage,
          deleteClaim: false,
          kraftMetadata: 'shared',
          ...(server.storageClass !== undefined && { class: server.storageClass }),
        },
      ],
    },
    resources: {
      requests: { cpu: server.cpu, memory: server.memory },
      limits: { memory: server.memory },
    },
    jvmOptions: { '-Xms': `${server.heap}m`, '-Xmx': `${server.heap}m` },
    ...(affinity !== undefined && { template: { pod: { affinity } } }),
  };
}

/** Strimzi has no node selector, and spreads brokers over nodes only when this says so. */
function affinityOf(
  { name }: Identity,
  nodeSelector: Readonly<Record<string, string>>,
  brokers: number,
  strictly: boolean,
) {
  const labels = Object.entries(nodeSelector);
  const expressions = labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  if (labels.length === 0 && brokers === 1) return undefined;
  return {
    ...(labels.length > 0 && {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: expressions }],
        },
      },
    }),
    ...(brokers > 1 && { podAntiAffinity: apart(brokerLabels(name), strictly) }),
  };
}

function kafkaTopic(
  chart: ConstructorParameters<typeof KafkaTopic>[0],
  { name: cluster, namespace }: Identity,
  topic: Topic,
  replicas: number,
): void {
  const name = topicObjectName(topic.name);
  new KafkaTopic(chart, `topic-${topic.name}`, {
    metadata: {
      name,
      namespace,
      labels: { 'strimzi.io/cluster': cluster },
      // Deleting the object deletes the topic and all its messages.
      annotations: { ...keepData, ...syncWave(1) },
    },
    spec: {
      ...(name !== topic.name && { topicName: topic.name }),
      partitions: topic.partitions,
      replicas,
      ...(topic.retention !== undefined && { config: { 'retention.ms': topic.retention } }),
    },
  });
}

/** A topic's name where Kubernetes takes it; otherwise one made from it, with a hash that keeps `A_b` and `a-b` apart. */
function topicObjectName(topic: string): string {
  if (/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(topic)) return topic;
  const readable = topic
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/^-+|-+$/g, '');
  const hash = createHash('sha256').update(topic).digest('hex').slice(0, 8);
  return readable === '' ? `topic-${hash}` : `${readable}-${hash}`;
}

/** Labels that Strimzi gives the brokers' pods. */
function brokerLabels(name: string): Readonly<Record<string, string>> {
  return { 'strimzi.io/cluster': name, 'strimzi.io/name': `${name}-kafka` };
}

/** What Strimzi's pods do. Their labels and ports are Strimzi's. */
function workloadsOf({ name, namespace, bootstrap }: Identity): readonly Workload[] {
  const inside = (port: number) => ({
    kind: 'endpoint' as const,
    endpoint: endpointOf('kafka-internal', port, {
      component: name,
      namespace,
      service: `${name}-kafka-brokers`,
      workload: 'broker',
      targetPort: port,
    }),
  });
  const operatedBy = strimziKinds;
  const listener = (of: string, port: number) => ({
    name: of,
    port,
    transport: 'tcp' as const,
    open: 'declared' as const,
  });
  return [
    {
      name: 'broker',
      pods: brokerLabels(name),
      listens: [
        listener('tcp-clients', bootstrap.owner.targetPort),
        { ...listener('tcp-ctrlplane', 9090), operatedBy },
        { ...listener('tcp-replication', 9091), operatedBy },
        { ...listener('tcp-kafkaagent', 8443), operatedBy },
      ],
      connects: [
        { to: inside(9090), why: 'the quorum of the controllers' },
        { to: inside(9091), why: 'copies between brokers' },
      ],
      hostNetwork: false,
    },
    {
      name: 'entity-operator',
      pods: { 'strimzi.io/cluster': name, 'strimzi.io/name': `${name}-entity-operator` },
      listens: [listener('healthcheck', 8080)],
      connects: [
        { to: { kind: 'kube-apiserver' }, why: 'KafkaTopic resources' },
        { to: inside(9091), why: 'topics as declared' },
      ],
      hostNetwork: false,
    },
  ];
}

import type { k8s } from 'cdk8s-plus-28';
import type * as v from 'valibot';
import { type ComponentPlan, endpointOf, type PlanContext, planOf, podLabels } from '../../core';
import { brokerProbes, clientService, serverSet, type ServerSet } from './brokers';
import { createTopicsJob, topicsWorkload } from './create-topics';
import type { Identity } from './endpoint';
import { log4j1 } from './logging';
import type { zookeeperProps } from './props';
import { replicationFor } from './replication';
import { zookeeperBrokerProperties } from './server-properties';
import { topicsClaim } from './topics';
import { heapOf, readCommon } from './settings';
import { zookeeperBrokerScript } from './start-broker';
import { zookeeperPorts as ports, zookeeperProperties, zookeeperScript } from './zookeeper-files';

const clients = { clients: 9092 };

/** Legacy: Kafka 3.9 brokers and the ZooKeeper servers that hold their metadata, each a StatefulSet with volumes. */
export function planZookeeper(
  about: Identity,
  props: v.InferOutput<typeof zookeeperProps>,
  context: PlanContext,
): ComponentPlan {
  const { facts } = context;
  const { brokers, zookeepers, topics } = props;
  const { server, nodes, claims } = readCommon(props, context);
  const zookeeper = {
    ...server,
    storage: props.zookeeperStorage,
    memory: props.zookeeperMemory,
    heap: heapOf(props.zookeeperMemory),
  };
  const name = `${about.name}-zookeeper`;
  const headless = `${name}-servers`;
  const inCluster = (service: string) => `${service}.${about.namespace}.svc.${facts.clusterDomain}`;
  const servers = Array.from({ length: zookeepers }, (_, index) => `${name}-${index}.${inCluster(headless)}`);
  const domain = inCluster(`${about.name}-brokers`);
  const brokerFiles = {
    'log4j.properties': log4j1,
    'server.properties': zookeeperBrokerProperties({
      brokers,
      connect: servers.map((host) => `${host}:${ports.client}`).join(','),
    }),
    'start-broker.sh': zookeeperBrokerScript({ domain, heap: server.heap }),
  };
  const zookeeperFiles = {
    'log4j.properties': log4j1,
    'start-zookeeper.sh': zookeeperScript(zookeeper.heap),
    'zookeeper.properties': zookeeperProperties(servers),
  };
  const common = { component: about, image: props.image };
  const zookeeperSet: ServerSet = {
    ...common,
    workload: 'zookeeper',
    name,
    headless,
    ports,
    replicas: zookeepers,
    script: 'start-zookeeper.sh',
    files: zookeeperFiles,
    mount: '/var/lib/zookeeper',
    server: zookeeper,
    spread: nodes.length >= zookeepers,
    probes: zookeeperProbes,
    wave: 0,
  };
  const brokerSet: ServerSet = {
    ...common,
    workload: 'broker',
    name: about.name,
    headless: `${about.name}-brokers`,
    ports: clients,
    replicas: brokers,
    script: 'start-broker.sh',
    files: brokerFiles,
    mount: '/var/lib/kafka/data',
    server,
    spread: nodes.length >= brokers,
    probes: brokerProbes,
    wave: 1,
  };
  return planOf({
    workloads: [...workloadsOf(about, headless), ...(topics.length > 0 ? [topicsWorkload(about)] : [])],
    claims: [...claims, topicsClaim(topics)],
    build: (chart) => {
      clientService(chart, about);
      serverSet(chart, zookeeperSet);
      serverSet(chart, brokerSet);
      if (topics.length > 0)
        createTopicsJob(chart, {
          about,
          topics,
          replicationFactor: replicationFor(brokers).factor,
          image: props.image,
        });
    },
  });
}

function workloadsOf(about: Identity, headless: string): ComponentPlan['workloads'] {
  const at = (port: number) => ({
    kind: 'endpoint' as const,
    endpoint: endpointOf('zookeeper', port, {
      component: about.name,
      namespace: about.namespace,
      service: headless,
      workload: 'zookeeper',
      targetPort: port,
    }),
  });
  return [
    {
      name: 'broker',
      pods: podLabels(about, 'broker'),
      listens: [{ name: 'clients', port: clients.clients, transport: 'tcp', open: 'declared' }],
      connects: [
        { to: { kind: 'endpoint', endpoint: about.bootstrap }, why: 'copies between brokers' },
        { to: at(ports.client), why: 'metadata in ZooKeeper' },
      ],
      hostNetwork: false,
    },
    {
      name: 'zookeeper',
      pods: podLabels(about, 'zookeeper'),
      listens: Object.entries(ports).map(([name, port]) => ({
        name,
        port,
        transport: 'tcp',
        open: 'declared',
      })),
      connects: [
        { to: at(ports.peer), why: 'copies between ZooKeeper servers' },
        { to: at(ports.election), why: 'election among ZooKeeper servers' },
      ],
      hostNetwork: false,
    },
  ];
}

const ask = (word: string, answer: string): k8s.Probe => ({
  exec: { command: ['sh', '-c', `echo ${word} | nc -w 3 localhost ${ports.client} | grep -q '${answer}'`] },
});

/** `ruok` says that the process is well, `srvr` names a mode only where it serves: alone, or as part of a quorum. */
const zookeeperProbes: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> = {
  startupProbe: { ...ask('ruok', 'imok'), periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 60 },
  readinessProbe: { ...ask('srvr', '^Mode:'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  livenessProbe: { ...ask('ruok', 'imok'), periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
};

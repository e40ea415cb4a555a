import type * as v from 'valibot';
import { type ComponentPlan, endpointOf, type PlanContext, planOf, podLabels } from '../../core';
import { brokerProbes, clientService, serverSet } from './brokers';
import { clusterIdFor } from './cluster-id';
import { createTopicsJob, topicsWorkload } from './create-topics';
import type { Identity } from './endpoint';
import { log4j2 } from './logging';
import type { kraftProps } from './props';
import { readCommon } from './settings';
import { replicationFor } from './replication';
import { kraftProperties } from './server-properties';
import { topicsClaim } from './topics';
import { kraftBrokerScript } from './start-broker';

const ports = { clients: 9092, controller: 9093 };

/** Kafka 4 as a StatefulSet of brokers that are controllers as well. */
export function planKraft(
  about: Identity,
  props: v.InferOutput<typeof kraftProps>,
  context: PlanContext,
): ComponentPlan {
  const { facts } = context;
  const { brokers, topics, clusterId = clusterIdFor(facts.name, about.name) } = props;
  const { server, nodes, claims } = readCommon(props, context);
  const headless = `${about.name}-brokers`;
  const domain = `${headless}.${about.namespace}.svc.${facts.clusterDomain}`;
  const voters = Array.from(
    { length: brokers },
    (_, id) => `${id}@${about.name}-${id}.${domain}:${ports.controller}`,
  ).join(',');
  const controller = endpointOf('kafka-controller', ports.controller, {
    component: about.name,
    namespace: about.namespace,
    service: headless,
    workload: 'broker',
    targetPort: ports.controller,
  });
  const files = {
    'log4j2.properties': log4j2,
    'server.properties': kraftProperties({ brokers, voters }),
    'start-broker.sh': kraftBrokerScript({ domain, heap: server.heap, clusterId, voters }),
  };
  return planOf({
    workloads: [
      {
        name: 'broker',
        pods: podLabels(about, 'broker'),
        listens: [
          { name: 'clients', port: ports.clients, transport: 'tcp', open: 'declared' },
          { name: 'controller', port: ports.controller, transport: 'tcp', open: 'declared' },
        ],
        connects: [
          { to: { kind: 'endpoint', endpoint: about.bootstrap }, why: 'copies between brokers' },
          { to: { kind: 'endpoint', endpoint: controller }, why: 'the quorum of the controllers' },
        ],
        hostNetwork: false,
      },
      ...(topics.length > 0 ? [topicsWorkload(about)] : []),
    ],
    claims: [...claims, topicsClaim(topics)],
    build: (chart) => {
      clientService(chart, about);
      serverSet(chart, {
        component: about,
        workload: 'broker',
        name: about.name,
        headless,
        ports,
        replicas: brokers,
        image: props.image,
        script: 'start-broker.sh',
        files,
        mount: '/var/lib/kafka/data',
        server,
        spread: nodes.length >= brokers,
        probes: brokerProbes,
        wave: 0,
      });
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

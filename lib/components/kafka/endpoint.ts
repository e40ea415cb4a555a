import * as v from 'valibot';
import { type ComponentOwner, type Endpoint, serviceName } from '../../core';

/** Brokers of a Kafka cluster. */
export interface KafkaEndpoint extends Endpoint<'kafka'> {
  readonly owner: ComponentOwner;
  /** Number of brokers: what replication factors have to fit. */
  readonly brokers: number;
}

const brokers = v.object({
  protocol: v.literal('kafka'),
  transport: v.picklist(['tcp', 'udp']),
  port: v.number(),
  brokers: v.number(),
  owner: v.object({
    kind: v.literal('component'),
    component: v.string(),
    namespace: v.string(),
    service: v.string(),
    workload: v.string(),
    targetPort: v.number(),
  }),
});

/** Brokers that are handed to another component. Types are not checked at synth, so a database is refused here. */
export const kafkaEndpoint = v.custom<KafkaEndpoint>(
  (value) => v.is(brokers, value),
  'an endpoint of kafka()',
);

/** `host:port` as Kafka clients want their bootstrap servers. */
export function bootstrapServers(endpoint: KafkaEndpoint): string {
  return `${serviceName(endpoint.owner)}:${endpoint.port}`;
}

/** What every part of the component has to know about it. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly bootstrap: KafkaEndpoint;
}

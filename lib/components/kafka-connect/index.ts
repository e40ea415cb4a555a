import {
  type Component,
  type ComponentOwner,
  declareComponent,
  type Endpoint,
  endpointOf,
  type PropsOf,
} from '../../core';
import { planKafkaConnect } from './plan';
import { kafkaConnectProps } from './props';

export { kafkaConnectProps } from './props';

/** What a person writes for Kafka Connect. */
export type KafkaConnectProps = PropsOf<typeof kafkaConnectProps>;

/** Where the workers answer. */
export type RestEndpoint = Endpoint<'kafka-connect'> & { readonly owner: ComponentOwner };

/** Kafka Connect, its REST endpoint, and what it reads. */
export interface KafkaConnect extends Component {
  /** Where the workers answer, for tools that ask them. */
  readonly rest: RestEndpoint;
  /** The first topic of the first sink, for whoever writes to it. */
  readonly topic: string;
}

/**
 * Kafka Connect workers, and JDBC sinks that carry topics into PostgreSQL tables. Messages come with schema and payload;
 * a message that comes twice leaves one row; one that cannot be read goes to a dead-letter topic. One that PostgreSQL
 * refuses, such as a message without a required column, stops the sink and is not lost: once the table takes it, the next
 * sync starts the sink again. The password is mounted from a Secret; no connector's configuration contains it.
 * @example
 * const sink = kafkaConnect({
 *   brokers: messages.bootstrap,
 *   database: postgresqlOn(db, { database: 'shop', user: 'shop' }),
 *   sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
 * });
 */
export function kafkaConnect(props: KafkaConnectProps): KafkaConnect {
  const component = declareComponent(
    { kind: 'kafka-connect' },
    kafkaConnectProps,
    props,
    (settings, context, identity) =>
      planKafkaConnect({ ...identity, rest: restOf(identity) }, settings, context),
  );
  // One whose props are wrong names a topic as well, so that who writes to it reports nothing.
  const topic = component.settings?.sinks[0].topics[0] ?? 'unknown';
  return { ...component, rest: restOf(component), topic };
}

function restOf({ name, namespace }: { readonly name: string; readonly namespace: string }): RestEndpoint {
  return endpointOf('kafka-connect', 8083, {
    component: name,
    namespace,
    service: name,
    workload: 'worker',
    targetPort: 8083,
  });
}

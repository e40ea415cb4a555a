import { type Component, declareComponent, endpointOf, type PropsOf } from '../../core';
import type { KafkaEndpoint } from './endpoint';
import { planKraft } from './kraft';
import { kafkaProps } from './props';
import { planStrimzi } from './strimzi';
import { planZookeeper } from './zookeeper';

export { kafkaProps } from './props';

/** What a person writes for Kafka; `mode` decides which keys there are. */
export type KafkaProps = PropsOf<typeof kafkaProps>;

/** Kafka, and where its clients begin. */
export interface Kafka extends Component {
  /** The same whichever way the brokers are run. */
  readonly bootstrap: KafkaEndpoint;
}

/**
 * Kafka brokers with storage, their topics, and one endpoint for clients. `kraft` (the default) and `zookeeper` are
 * StatefulSets of our own with reviewable properties files; `strimzi` leaves the pods to an operator.
 * @example
 * const messages = kafka({ brokers: 3, storage: '20Gi', topics: [{ name: 'orders', partitions: 6, retention: '30d' }] });
 */
export function kafka(props: KafkaProps = {}): Kafka {
  const component = declareComponent({ kind: 'kafka' }, kafkaProps, props, (settings, context, identity) => {
    const about = { ...identity, bootstrap };
    switch (settings.mode) {
      case 'kraft':
        return planKraft(about, settings, context);
      case 'zookeeper':
        return planZookeeper(about, settings, context);
      case 'strimzi':
        return planStrimzi(about, settings, context);
    }
  });
  // A component whose props are wrong has an endpoint as well, so that its clients report nothing.
  const bootstrap = bootstrapOf(component, component.settings ?? { mode: 'kraft', brokers: 1 });
  return { ...component, bootstrap };
}

function bootstrapOf(
  { name, namespace }: Component,
  read: { readonly mode: string; readonly brokers: number },
): KafkaEndpoint {
  const service = read.mode === 'strimzi' ? `${name}-kafka-bootstrap` : name;
  return {
    ...endpointOf('kafka', 9092, {
      component: name,
      namespace,
      service,
      workload: 'broker',
      targetPort: 9092,
    }),
    brokers: read.brokers,
  };
}

import * as v from 'valibot';
import { type Component, declareComponent, endpointOf, nameIn, type PropsOf } from '../../component';
import type { KafkaEndpoint } from '../../inventory';
import { withExamples } from '../../values';
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
  const identity = {
    kind: 'kafka',
    name: nameIn(props.name, 'kafka'),
    namespace: nameIn(props.namespace, 'kafka'),
  };
  const bootstrap = bootstrapOf(identity, props);
  const component = declareComponent(identity, kafkaProps, props, (read, context) => {
    const about = { ...identity, bootstrap };
    switch (read.mode) {
      case 'kraft':
        return planKraft(about, read, context);
      case 'zookeeper':
        return planZookeeper(about, read, context);
      case 'strimzi':
        return planStrimzi(about, read, context);
    }
  });
  return { ...component, bootstrap };
}

function bootstrapOf(identity: { name: string; namespace: string }, props: KafkaProps): KafkaEndpoint {
  const plain = v.safeParse(
    kafkaProps,
    withExamples(props, '', () => undefined),
  );
  const read = plain.success ? plain.output : { mode: 'kraft', brokers: 1 };
  const { name, namespace } = identity;
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

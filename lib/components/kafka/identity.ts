import type { KafkaEndpoint } from './endpoint';

/** What every part of the component has to know about it. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly bootstrap: KafkaEndpoint;
}

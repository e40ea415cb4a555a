import * as v from 'valibot';
import type { KafkaEndpoint } from '../../inventory';

/** Whether the value is an endpoint of the protocol. */
export function speaks(value: unknown, protocol: string): boolean {
  return typeof value === 'object' && value !== null && 'protocol' in value && value.protocol === protocol;
}

/** The shape of brokers that are handed to another component. Types are not checked at synth, so a database is told. */
export const kafkaEndpoint = v.custom<KafkaEndpoint>(
  (value) => speaks(value, 'kafka'),
  'an endpoint of kafka()',
);

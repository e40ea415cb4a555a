import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../core';

/**
 * Reads a Kafka topic name: at most 249 of `a-z A-Z 0-9 . _ -`, not `.` or `..`. Names with a dot and names with an
 * underscore collide in Kafka's metrics, so the two are not mixed.
 */
function parseTopicName(written: string): Parsed<string> {
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(written) || written === '.' || written === '..')
    return refused(
      `${shown(written)} is not a valid Kafka topic name`,
      'use at most 249 of the letters a to z, digits, dots, underscores and hyphens',
    );
  // https://kafka.apache.org/documentation/ names its own so: __consumer_offsets, __transaction_state, __share_group_state.
  if (written.startsWith('__'))
    return refused(`Kafka keeps ${shown(written)} for itself`, 'take a name without "__" in front');
  return written.includes('.') && written.includes('_')
    ? refused(
        `${shown(written)} mixes dots and underscores, which collide in Kafka's metric names`,
        `did you mean "${written.replaceAll('_', '.')}"?`,
      )
    : { value: written };
}

/** The name of a Kafka topic. */
export const topicName = v.pipe(v.string(), parsedBy(parseTopicName), v.title('Kafka topic name'));

import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../core';

/**
 * The cluster id of brokers whose cluster names none: the first 16 bytes of SHA-256 over `<cluster>/<component>`, in
 * base64url. The same cluster always gets the same id, so that its volumes are known again.
 */
export function clusterIdFor(cluster: string, component: string): string {
  // An id with a hyphen in front would be taken for an option by Kafka's tools.
  for (let attempt = 0; ; attempt++) {
    const id = createHash('sha256')
      .update(attempt === 0 ? `${cluster}/${component}` : `${cluster}/${component}/${attempt}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}

/** Reads a cluster id: 16 bytes in base64url without padding, not beginning with a hyphen. */
export function parseClusterId(written: string): Parsed<string> {
  const bytes = Buffer.from(written, 'base64url');
  return bytes.length === 16 && bytes.toString('base64url') === written && !written.startsWith('-')
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid cluster id`,
        'write the 22 characters that kafka-storage.sh random-uuid prints, or leave it out',
      );
}

/** The id of a Kafka cluster. */
export const clusterId = v.pipe(v.string(), parsedBy(parseClusterId), v.title('id of a Kafka cluster'));

import * as v from 'valibot';
import { type Parsed, parsedBy, refused, shown } from '../../core';

/**
 * Reads a metric of Hubble with its options: `httpV2:exemplars=true;labelsContext=source_ip,destination_ip`. The chart joins
 * all of them with blanks, so none may hold one. https://docs.cilium.io/en/stable/observability/metrics/#hubble-exported-metrics
 */
export function parseHubbleMetric(written: string): Parsed<string> {
  const option = '[A-Za-z][A-Za-z0-9-]*(?:=[A-Za-z0-9_.,|-]+)?';
  return written.length <= 253 &&
    new RegExp(`^[A-Za-z][A-Za-z0-9-]*(?::${option}(?:;${option})*)?$`).test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a metric of Hubble`,
        'write a name such as "drop", with options after a colon where wanted: "httpV2:exemplars=true"',
      );
}

/** A metric of Hubble. */
export const hubbleMetric = v.pipe(v.string(), parsedBy(parseHubbleMetric), v.title('metric of Hubble'));

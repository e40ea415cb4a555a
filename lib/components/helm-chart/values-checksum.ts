import { createHash } from 'node:crypto';
import type { ChartValue, ChartValues } from '../../core';

/**
 * Checksum of the values of a chart, by which its facts know the values with which they were taken. The order of keys does not
 * count.
 */
export function valuesChecksum(values: ChartValues): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(values)))
    .digest('hex')
    .slice(0, 16);
}

function sorted(value: ChartValue): unknown {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function isList(value: ChartValue): value is readonly ChartValue[] {
  return Array.isArray(value);
}

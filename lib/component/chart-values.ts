import * as v from 'valibot';
import { keyPath, type Parsed, parsedBy, partsOf, refused, shown } from '../values';

/** Values of a chart. Null is not allowed: cdk8s leaves it out of an Application, and Helm would read it as "no default". */
export interface ChartValues {
  readonly [key: string]: ChartValue;
}

/** One value of a chart. */
export type ChartValue = string | number | boolean | readonly ChartValue[] | ChartValues;

/** How deep values are nested at most: a value that contains itself has no end. */
const deepest = 64;

/** How many parts values have at most. The largest chart that we know of, kube-prometheus-stack, has about 2,500. */
const mostParts = 100_000;

/** Reads the values of a chart: text, finite numbers, true and false, and lists and objects of them. */
export function parseChartValues(written: unknown): Parsed<ChartValues> {
  let left = mostParts;
  let odd: string | undefined;
  const isValue = (value: unknown, at: string, depth: number): value is ChartValue => {
    left -= 1;
    if (left < 0 || depth > deepest) odd ??= `${at} is nested without end, or holds too many parts`;
    else if (typeof value === 'object' && value !== null) {
      const parts = partsOf(value);
      if (parts.is === 'list')
        return parts.items.every((item, index) => isValue(item, `${at}[${index}]`, depth + 1));
      if (parts.is === 'object' && parts.symbols.length === 0)
        return [...parts.entries].every(([key, item]) => isValue(item, keyPath(at, key), depth + 1));
      odd ??= `${at} is ${shown(value)}`;
    } else if (!isScalar(value)) odd ??= `${at} is ${shown(value)}`;
    return odd === undefined;
  };
  const isValues = (value: unknown): value is ChartValues =>
    partsOf(value).is === 'object' && isValue(value, '', 0);
  if (isValues(written)) return { value: written };
  return refused(
    odd === undefined || odd.startsWith(' ') ? `found ${shown(written)}` : odd.slice(1),
    'write text, numbers, true or false, and lists and objects of them',
  );
}

/** Values of a chart, whichever they are. */
export const chartValues = v.pipe(
  v.custom<ChartValues>(() => true, 'an object of values'),
  parsedBy<ChartValues, ChartValues>(parseChartValues),
  v.title('values of a chart'),
);

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

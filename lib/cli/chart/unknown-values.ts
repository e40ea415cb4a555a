import type { ChartValue, ChartValues } from '../../component';
import { isRecord, keyPath, nearest } from '../../values';

/** A value that a person gives to a chart and whose key the chart does not list. */
export interface UnlistedValue {
  /** Its keys from the top. */
  readonly path: readonly string[];
  /** The key of the chart that is nearest to it, where one is near. */
  readonly meant: string | undefined;
}

/**
 * Values whose key the chart does not list, where it lists others beside it. An empty map or list in the defaults takes whatever is
 * written.
 * @param defaults the chart's own values, with those of its subcharts
 */
export function unlistedValues(
  values: ChartValues,
  defaults: unknown,
  before: readonly string[] = [],
): readonly UnlistedValue[] {
  if (!isRecord(defaults) || Object.keys(defaults).length === 0) return [];
  return Object.entries(values).flatMap(([key, value]): readonly UnlistedValue[] => {
    const path = [...before, key];
    // What every chart hands on to its subcharts has no keys of its own.
    if (before.length === 0 && key === 'global') return [];
    if (!Object.hasOwn(defaults, key)) return [{ path, meant: nearest(key, Object.keys(defaults)) }];
    return isMap(value) ? unlistedValues(value, defaults[key], path) : [];
  });
}

/** The values without one of them. */
export function withoutValue(values: ChartValues, [key = '', ...rest]: readonly string[]): ChartValues {
  const { [key]: inside, ...others } = values;
  return rest.length === 0 || !isMap(inside) ? others : { ...others, [key]: withoutValue(inside, rest) };
}

/** The values with another one in a place: a text that is longer, a number that is one more. */
export function withOtherValue(values: ChartValues, [key = '', ...rest]: readonly string[]): ChartValues {
  const inside = values[key];
  if (inside === undefined) return values;
  return {
    ...values,
    [key]: rest.length === 0 || !isMap(inside) ? other(inside) : withOtherValue(inside, rest),
  };
}

/** How a value of the chart is called in messages. */
export function valuePath(path: readonly string[]): string {
  return path.reduce((at, key) => keyPath(at, key), 'values');
}

function other(value: ChartValue): ChartValue {
  if (typeof value === 'string') return `${value}-other`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, other(item)]));
  return value.map(other);
}

function isMap(value: ChartValue | undefined): value is ChartValues {
  return typeof value === 'object' && !Array.isArray(value);
}

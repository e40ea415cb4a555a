import * as v from 'valibot';
import { accepted, parseLabelKey, parseLabelValue, type Report, shown } from '../../../values';
import type { Label, Requirement, Selector } from '../selector';

/** A label selector of Kubernetes. */
export const selectorShape = v.strictObject({
  matchLabels: v.exactOptional(v.record(v.string(), v.string())),
  matchExpressions: v.exactOptional(
    v.array(
      v.strictObject({
        key: v.string(),
        operator: v.picklist(['In', 'NotIn', 'Exists', 'DoesNotExist']),
        values: v.exactOptional(v.array(v.string())),
      }),
    ),
  ),
});

type Written = v.InferOutput<typeof selectorShape>;

/** The requirements of a label selector, each looking at the label that its key means. */
export function requirementsOf(written: Written, labelOf: (key: string) => Label): Selector {
  return [
    ...Object.entries(written.matchLabels ?? {}).map(([key, value]): Requirement => ({
      label: labelOf(key),
      operator: 'In',
      values: [value],
    })),
    ...(written.matchExpressions ?? []).map(({ key, operator, values = [] }): Requirement => ({
      label: labelOf(key),
      operator,
      values,
    })),
  ];
}

/**
 * Reports what the API server refuses in a selector: keys and values of another form than labels have, and expressions with
 * values where there are none or without where there are some.
 * @param bare what of a key is held to the form; with some kinds of policies keys begin with a source
 */
export function checkSelector(
  written: Written | undefined,
  at: string,
  report: Report,
  bare: (key: string) => string = (key) => key,
): void {
  for (const [key, value] of Object.entries(written?.matchLabels ?? {})) {
    const place = `${at}.matchLabels.${bare(key)}`;
    accepted(parseLabelKey(bare(key)), place, report);
    accepted(parseLabelValue(value), place, report);
  }
  for (const [index, { key, operator, values = [] }] of (written?.matchExpressions ?? []).entries()) {
    const place = `${at}.matchExpressions[${index}]`;
    accepted(parseLabelKey(bare(key)), `${place}.key`, report);
    for (const value of values) accepted(parseLabelValue(value), `${place}.values`, report);
    const wants = operator === 'In' || operator === 'NotIn';
    if (wants !== values.length > 0)
      report({
        at: `${place}.values`,
        reason: `${operator} has the values ${shown(values)}`,
        next: wants ? 'write at least one value' : 'leave the values out',
      });
  }
}

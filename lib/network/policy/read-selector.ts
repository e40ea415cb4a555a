import type * as v from 'valibot';
import { type Report, shown } from '../../values';
import type { Label, Requirement, Selector } from './selector';
import type { selectorShape } from './shapes';

type Written = v.InferOutput<typeof selectorShape>;

/** The requirements of a label selector, each looking at the label that its key stands for. */
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

/** Reports expressions that the API server refuses: `In` and `NotIn` want values, the others none. */
export function checkSelector(written: Written | undefined, at: string, report: Report): void {
  for (const [index, { operator, values = [] }] of (written?.matchExpressions ?? []).entries()) {
    const wants = operator === 'In' || operator === 'NotIn';
    if (wants === values.length > 0) continue;
    report({
      at: `${at}.matchExpressions[${index}].values`,
      reason: `${operator} stands with ${shown(values)}`,
      next: wants ? 'write at least one value' : 'leave the values out',
    });
  }
}

import { cautions } from '../component';
import { claimsOf } from '../inventory';
import type { CheckRule } from './finding';

/** What only the component can know, such as the age of a file that it read. */
export const caution: CheckRule = {
  id: 'caution',
  why: 'a component warns of what may be right and should be looked at',
  check: ({ plan }) =>
    claimsOf(plan, cautions).map(({ value: { reason, next }, at }) => ({
      rule: caution.id,
      severity: 'warning',
      at,
      reason,
      next,
    })),
};

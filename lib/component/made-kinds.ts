import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';

/**
 * Kinds whose objects a program in the cluster makes for itself, undeclared: Argo CD is to ignore them, since it would
 * show them as belonging to nothing, or watch them change all the time.
 */
export const madeKinds = claimKind({
  name: 'madeKinds',
  shape: v.strictObject({
    /** API groups; the core group is empty. */
    groups: v.array(v.union([v.literal(''), line(253)])),
    kinds: v.array(line(63)),
  }),
});

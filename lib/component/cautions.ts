import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';

/** What a component warns of at each synth: something that may be right, and that a person should look at. */
export const cautions = claimKind({
  name: 'cautions',
  shape: v.strictObject({
    /** What was found. */
    reason: line(500),
    /** What to do about it. */
    next: line(500),
  }),
});

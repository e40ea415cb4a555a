import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';

/** Pods of a chart of which a person has not said what they connect to, so that they can open no connection; each synth warns of them. */
export const unstatedPods = claimKind({
  name: 'unstatedPods',
  shape: v.strictObject({
    /** Name of the workload. */
    workload: line(253),
    /** Kind of the object that makes them: `Job`. */
    kind: line(63),
  }),
});

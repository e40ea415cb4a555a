import * as v from 'valibot';
import { claimKind } from '../inventory';
import { label } from '../values';

/**
 * Workloads that have to run before the next step of the bootstrap page, where a component is installed by a person. Helm's own
 * `--wait` does not work there: it waits for every replica, some of which find no place while one node is up, and in Helm 4 for what
 * only a hook after it makes.
 */
export const awaitedWorkloads = claimKind({
  name: 'awaitedWorkloads',
  shape: v.strictObject({
    kind: v.picklist(['daemonset', 'deployment', 'statefulset']),
    /** Its name in the namespace of the component. */
    name: label,
  }),
});

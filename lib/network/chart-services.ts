import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line, port } from '../values';

const words = line(253);

/**
 * A Service that the chart of a component makes and to which a route leads. No manifest of ours shows it, so the component
 * says which pods are behind it.
 */
export const chartServices = claimKind({
  name: 'chartServices',
  shape: v.strictObject({
    name: words,
    namespace: words,
    port,
    /** Name of the port in the pods. */
    target: words,
    /** Labels of the pods. */
    selector: v.record(v.string(), v.string()),
  }),
});

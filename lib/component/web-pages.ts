import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';

/**
 * A web page that a component has, and how a person opens it for the first time. The bootstrap page of the cluster shows it
 * after the root.
 */
export const webPages = claimKind({
  name: 'webPages',
  shape: v.strictObject({
    /** `Argo CD`. */
    title: line(100),
    /** Where the page is, and who may log in, in a sentence or two. */
    how: line(1000),
    /** Commands of a shell that open it, or print the first password. */
    commands: v.array(line(500)),
  }),
});

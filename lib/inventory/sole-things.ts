import * as v from 'valibot';
import { line } from '../values';
import { claimKind } from './claim-kind';

/**
 * Claims that a machine has something that no machine of another cluster of its site may have, such as an id on a
 * hypervisor that both clusters use. The path of the claim is the place of that value.
 */
export const soleThings = claimKind({
  name: 'soleThings',
  shape: v.strictObject({
    /** A text that is the same for the same thing: `vm 111 of pve`. */
    key: line(300),
    /** The thing as the subject of a sentence: `VM 111`. */
    what: line(100),
  }),
});

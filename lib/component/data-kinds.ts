import * as v from 'valibot';
import { claimKind } from '../inventory';
import { line } from '../values';
import { apiGroup } from './upstream';

/**
 * What brings a custom kind whose objects take data along when they go claims that kind: no object of it is pruned, and one is
 * deleted with a person's word only, whichever component ships it.
 */
export const dataKinds = claimKind({
  name: 'dataKinds',
  shape: v.strictObject({ group: apiGroup, kind: line(500) }),
});

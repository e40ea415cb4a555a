import * as v from 'valibot';
import { claimKind, claimsOf, type Host } from '../inventory';
import { line } from '../values';
import { inLayers, layers } from './layers';

/** A unit of systemd that a program of a host runs, and that listens on the host's addresses. */
export const serviceUnits = claimKind({
  name: 'serviceUnits',
  shape: v.strictObject({
    /** Name of the unit, without `.service`. */
    unit: line(100),
    /** What it is called in a sentence: `DHCP`. */
    what: line(100),
    /** Where it stands among what the host serves. */
    layer: v.picklist(layers),
  }),
});

/** The units that a host's programs run, in the order of their layers. */
export function unitsOf(host: Host): readonly { readonly unit: string; readonly what: string }[] {
  return inLayers(claimsOf(host, serviceUnits).map(({ value }) => value));
}

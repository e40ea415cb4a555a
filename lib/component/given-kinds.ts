import * as v from 'valibot';
import { claimKind } from '../inventory';
import { dnsName, line } from '../values';

/** Custom kinds whose definitions come with the cluster: what the distribution installs itself. */
export const givenKinds = claimKind({
  name: 'givenKinds',
  shape: v.strictObject({
    /** API group: `traefik.io`. */
    group: dnsName,
    /** Kinds of it that live in namespaces. */
    kinds: v.array(line(63)),
  }),
});

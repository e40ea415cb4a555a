import * as v from 'valibot';
import { atLeastOne, distinct, dnsName, line } from '../../core';

/** Why something is so, in a few words. */
const why = line(500);

const rule = v.strictObject({
  /** API groups, the core group being empty. */
  groups: v.array(v.union([v.literal(''), dnsName])),
  /** Resources in the plural: `pods`, `pods/log`. */
  resources: v.pipe(v.array(line(253)), atLeastOne('write a resource such as pods')),
  /** What it may do with them: `get`, `list`, `watch`. */
  verbs: v.pipe(
    v.array(v.picklist(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'])),
    atLeastOne('write a verb such as get'),
  ),
});

/** Steps of the hardening that an app goes without. */
export const relax = v.strictObject({
  /** Why the root file system is writable. @default read-only, with a writable /tmp */
  writableRoot: v.exactOptional(why),
  /** Why it runs as root. The namespace then enforces the level baseline only. @default a user without rights */
  rootUser: v.exactOptional(why),
  /** Capabilities that it keeps, and why. @default none */
  capabilities: v.exactOptional(
    v.strictObject({
      /** Names of capabilities: `NET_BIND_SERVICE`. */
      add: v.pipe(
        v.array(
          v.pipe(line(40), v.regex(/^[A-Z][A-Z_]+$/, 'the name of a capability, such as NET_BIND_SERVICE')),
        ),
        distinct('capabilities'),
        atLeastOne('write a capability such as NET_BIND_SERVICE'),
      ),
      /** Why it keeps them. */
      why,
    }),
  ),
  /** What it may do at the API of Kubernetes, and why. @default nothing, and no token in its pods */
  apiAccess: v.exactOptional(
    v.strictObject({
      /** Its rights in its own namespace; none are needed to read what everybody may. */
      rules: v.array(rule),
      /** Why it needs them. */
      why,
    }),
  ),
  /** Why its containers have no probes. @default probes of the first port */
  noProbes: v.exactOptional(why),
});

import * as v from 'valibot';
import { label, line, parsedBy, parseRouteHost, parseRoutePath, port } from '../values';

/** Names of objects that others refer to. */
const name = line(253);

/** A host of a route, or `*` for every host: an Ingress may leave it out. Names of one label occur in networks of one's own. */
const claimedHost = v.pipe(
  v.string(),
  parsedBy((written) =>
    /^(\*|(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?)$/.test(written)
      ? { value: written }
      : parseRouteHost(written),
  ),
  v.title('host of a route'),
);

/** A path of a route. One that is not a prefix may be a regular expression. */
const claimedPath = v.pipe(
  v.string(),
  parsedBy((written) => (/^\/[^\n]{0,1023}$/.test(written) ? { value: written } : parseRoutePath(written))),
  v.title('path of a route'),
);

/** A host and a path at which a component is reached by HTTP from outside. */
export const routeShape = v.strictObject({
  /** `shop.example.com`, `*.example.com` for every name one label below, or `*` for every host. */
  host: claimedHost,
  /** Path: `/`, `/api`. */
  path: claimedPath,
  /** How the path is compared. `other` conflicts with nothing that can be told here. @default 'prefix' */
  match: v.exactOptional(v.picklist(['prefix', 'exact', 'other']), 'prefix'),
  namespace: label,
  /** The Service that answers, and the number or name of its port. @default something else answers */
  service: v.exactOptional(name),
  port: v.exactOptional(v.union([port, name])),
  /**
   * The object that ships for it where that decides who serves it: an Ingress of a chart or folder is never attached to a
   * Gateway. @default asterism makes the object, and chooses
   */
  through: v.exactOptional(v.picklist(['ingress', 'gateway'])),
  /** Where its certificate comes from. @default it is served without TLS */
  certificate: v.exactOptional(
    v.variant('from', [
      v.strictObject({ from: v.literal('issuer'), issuer: name }),
      v.strictObject({ from: v.literal('secret'), secret: name }),
    ]),
  ),
  /** The Gateway or the class of Ingresses that serves it. @default the only one of the cluster */
  by: v.exactOptional(name),
});

/** A route that was read. */
export type Route = v.InferOutput<typeof routeShape>;

import * as v from 'valibot';
import {
  type ClaimContext,
  type Claimed,
  claimKind,
  claimsOf,
  functionShape,
  providersOf,
} from '../inventory';
import { inWords, label, line, parsedBy, parseRouteHost, parseRoutePath, port, shown } from '../values';

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

/**
 * What a component wants to be reached at from outside, by HTTP: a host and a path. Two components with the same host and
 * path would take requests from each other.
 */
export const routes = claimKind({
  name: 'routes',
  shape: v.strictObject({
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
  }),
  check: (claims, context) => {
    claims.forEach((claimed, index) => {
      checkTaken(claimed, claims.slice(0, index), context);
      checkServed(claimed, context);
    });
  },
});

/** A route that was read. */
export type Route = typeof routes extends { readonly shape: v.GenericSchema<unknown, infer T> } ? T : never;

/** A Gateway of the cluster to which components may attach routes. */
export const routeGateways = claimKind({
  name: 'routeGateways',
  shape: v.strictObject({
    name: label,
    namespace: label,
    /** Name of its listener for a host, with TLS or without; undefined where it has none. */
    listener: functionShape<(host: string, tls: boolean) => string | undefined>(),
  }),
});

/** A class of Ingresses that something in the cluster serves. */
export const ingressClasses = claimKind({
  name: 'ingressClasses',
  shape: v.strictObject({
    name,
    /** Whether Ingresses that name no class are of this one. @default not known */
    isDefault: v.exactOptional(v.boolean()),
  }),
});

/** What serves a route. */
export type RouteServer =
  | { readonly kind: 'gateway'; readonly name: string; readonly namespace: string; readonly listener: string }
  | { readonly kind: 'ingress'; readonly className: string };

/**
 * What serves a route: the cluster's Gateway, or its Ingress where it has none.
 * @returns undefined where nothing serves it, or several might, which the check of `routes` reports; and where its own object says it
 */
export function serverOf(
  { host, certificate, by, through }: Pick<Route, 'host' | 'certificate' | 'by' | 'through'>,
  context: { readonly claims: readonly Claimed[] },
): RouteServer | undefined {
  const candidates = through === undefined ? candidatesFor(by, context) : [];
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return undefined;
  if (only.kind === 'ingress') return { kind: 'ingress', className: only.name };
  const listener = only.listener(host, certificate !== undefined);
  return listener === undefined
    ? undefined
    : { kind: 'gateway', name: only.name, namespace: only.namespace, listener };
}

type Candidate =
  | { readonly kind: 'ingress'; readonly name: string }
  | {
      readonly kind: 'gateway';
      readonly name: string;
      readonly namespace: string;
      readonly listener: (host: string, tls: boolean) => string | undefined;
    };

/** Gateways come first: a cluster that has one keeps its Ingress class for older applications. */
function candidatesFor(
  by: string | undefined,
  context: { readonly claims: readonly Claimed[] },
): readonly Candidate[] {
  const named = ({ name }: { readonly name: string }) => by === undefined || name === by;
  const ofGateways = claimsOf(context, routeGateways)
    .filter(({ value }) => named(value))
    .map(({ value }) => ({ kind: 'gateway' as const, ...value }));
  return ofGateways.length > 0
    ? ofGateways
    : claimsOf(context, ingressClasses)
        .filter(({ value }) => named(value))
        .map(({ value }) => ({ kind: 'ingress' as const, name: value.name }));
}

function checkTaken(
  { value: route, at, by }: Pick<Claimed<Route>, 'value' | 'at' | 'by'>,
  earlier: readonly Claimed<Route>[],
  { report }: ClaimContext,
): void {
  if (route.match === 'other') return;
  const other = earlier.find((one) => isSameRequest(one.value, route) && !isMove(one, { by, value: route }));
  if (other !== undefined)
    report({
      at,
      reason: `${shown(route.host)} with path ${shown(route.path)} is a route of ${other.by} as well`,
      next: 'give one of them another host or path',
    });
}

/** A trailing slash makes no other prefix: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types */
function isSameRequest(one: Route, other: Route): boolean {
  return (
    one.host === other.host &&
    one.match === other.match &&
    withoutSlash(one.path) === withoutSlash(other.path)
  );
}

/** Whoever moves from Ingress to Gateway has both for a while. */
function isMove(
  one: Pick<Claimed<Route>, 'by' | 'value'>,
  other: Pick<Claimed<Route>, 'by' | 'value'>,
): boolean {
  return one.by === other.by && one.value.through !== other.value.through;
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function checkServed(claimed: Claimed<Route>, context: ClaimContext): void {
  const { value: route, at } = claimed;
  const { by, host } = route;
  if (route.through === 'ingress') checkClass(claimed, context);
  // The Gateway that an HTTPRoute names is looked up among the objects that ship.
  if (route.through !== undefined) return;
  const tls = route.certificate !== undefined;
  const names = candidatesFor(undefined, context).map(({ name }) => name);
  const candidates = candidatesFor(by, context);
  const [only] = candidates;
  const report = (reason: string, next: string) => {
    context.report({ at, reason, next });
  };
  if (only === undefined) {
    if (names.length === 0)
      report(
        'no Gateway and no class of Ingresses is known that could serve it',
        'list what serves Ingresses or Gateways',
      );
    else report(`found by: ${shown(by)}`, `expected ${inWords(names.map(shown), 'or')}`);
  } else if (candidates.length > 1)
    report(`${inWords(names.map(shown))} could serve it`, `write which one: by: ${shown(names[0] ?? '')}`);
  else if (only.kind === 'gateway' && only.listener(host, tls) === undefined)
    report(
      `Gateway ${only.name} has no listener for ${shown(host)} ${tls ? 'with TLS' : 'without TLS'}`,
      `add the host to Gateway ${only.name}`,
    );
}

/** Reports an Ingress that nothing serves: its class is missing, or it names none and no class is the default. */
function checkClass({ value: { by }, at }: Claimed<Route>, context: ClaimContext): void {
  const { distribution } = context.facts;
  const providers = [
    ...context.components.map(({ name: by, provides }) => ({ by, provides })),
    { by: distribution.kind, provides: distribution.provides },
  ];
  const classes = claimsOf(context, ingressClasses);
  const described = [...classes, ...claimsOf(context, routeGateways)].map((one) => one.by);
  // What serves Ingresses without a word about its classes may have any.
  if (providersOf(providers, 'ingress').some(({ by: provider }) => !described.includes(provider))) return;
  const names = classes.map(({ value }) => value.name);
  const write = `write ingressClassName: ${names[0] ?? ''}`;
  if (names.length === 0)
    context.report({
      at,
      reason: 'nothing in the cluster is known to serve Ingresses',
      next: 'list what serves them, or write an HTTPRoute for a Gateway of the cluster',
    });
  else if (by === undefined) {
    if (classes.every(({ value }) => value.isDefault === false))
      context.report({
        at,
        reason: `the Ingress names no class, and ${inWords(names)} is not the default`,
        next: write,
      });
  } else if (!names.includes(by))
    context.report({
      at,
      reason: `nothing in the cluster serves Ingresses of class ${shown(by)}`,
      next: names.length === 1 ? write : `write one of ${inWords(names)}`,
    });
}

import * as v from 'valibot';
import { type ClaimContext, type Claimed, claimKind, claimsOf, functionShape } from '../inventory';
import { inWords, label, line, port, routeHost, routePath, shown } from '../values';

/** Names of objects that others refer to. */
const name = line(253);

/**
 * What a component wants to be reached at from outside, by HTTP: a host and a path. Two components with the same host and
 * path would take requests from each other.
 */
export const routes = claimKind({
  name: 'routes',
  shape: v.strictObject({
    /** `shop.example.com`, or `*.example.com` for every name one label below. */
    host: routeHost,
    /** Prefix of the paths: `/`, `/api`. */
    path: routePath,
    namespace: label,
    /** The Service that answers, and its port. */
    service: label,
    port,
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
  shape: v.strictObject({ name }),
});

/** What serves a route. */
export type RouteServer =
  | { readonly kind: 'gateway'; readonly name: string; readonly namespace: string; readonly listener: string }
  | { readonly kind: 'ingress'; readonly className: string };

/**
 * What serves a route: the cluster's Gateway, or its Ingress where it has none.
 * @returns undefined where nothing serves it, or several might; the check of `routes` reports that
 */
export function serverOf(
  { host, certificate, by }: Pick<Route, 'host' | 'certificate' | 'by'>,
  context: { readonly claims: readonly Claimed[] },
): RouteServer | undefined {
  const candidates = candidatesFor(by, context);
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
  { value: route, at }: Claimed<Route>,
  earlier: readonly Claimed<Route>[],
  { report }: ClaimContext,
): void {
  // A trailing slash makes no other prefix: https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
  const other = earlier.find(
    ({ value }) => value.host === route.host && withoutSlash(value.path) === withoutSlash(route.path),
  );
  if (other !== undefined)
    report({
      at,
      reason: `${shown(route.host)} with path ${shown(route.path)} is a route of ${other.by} as well`,
      next: 'give one of them another host or path',
    });
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function checkServed({ value: route, at }: Claimed<Route>, context: ClaimContext): void {
  const { by, host } = route;
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

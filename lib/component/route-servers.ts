import * as v from 'valibot';
import { type Claimed, claimKind, claimsOf, functionShape } from '../inventory';
import { label, line } from '../values';
import type { KubeObject } from './objects';
import type { Route } from './route';

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
    name: line(253),
    /** Whether Ingresses that name no class are of this one. @default not known */
    isDefault: v.exactOptional(v.boolean()),
    /**
     * What a component ships so that its hosts with TLS redirect from HTTP to HTTPS, for an Ingress of this namespace and name.
     * @default its server redirects by itself, or not at all
     */
    redirect: v.exactOptional(functionShape<(ingress: NamedIngress) => IngressRedirect>()),
  }),
});

/** An Ingress by its name. */
export interface NamedIngress {
  readonly name: string;
  readonly namespace: string;
}

/** What redirects the hosts of an Ingress from HTTP to HTTPS. */
export interface IngressRedirect {
  /** Annotations of the Ingress. */
  readonly annotations: Readonly<Record<string, string>>;
  /** An object beside it, in its namespace. */
  readonly object: KubeObject;
}

/** What serves a route. */
export type RouteServer =
  | { readonly kind: 'gateway'; readonly name: string; readonly namespace: string; readonly listener: string }
  | {
      readonly kind: 'ingress';
      readonly className: string;
      readonly redirect?: (ingress: NamedIngress) => IngressRedirect;
    };

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
  if (only.kind === 'ingress') {
    const { name, redirect } = only;
    return { kind: 'ingress', className: name, ...(redirect !== undefined && { redirect }) };
  }
  const listener = only.listener(host, certificate !== undefined);
  return listener === undefined
    ? undefined
    : { kind: 'gateway', name: only.name, namespace: only.namespace, listener };
}

type Candidate =
  | {
      readonly kind: 'ingress';
      readonly name: string;
      readonly redirect?: (ingress: NamedIngress) => IngressRedirect;
    }
  | {
      readonly kind: 'gateway';
      readonly name: string;
      readonly namespace: string;
      readonly listener: (host: string, tls: boolean) => string | undefined;
    };

/**
 * What could serve a route. Gateways come first: a cluster that has one keeps its Ingress class for older
 * applications.
 * @param by the name that the route writes; undefined for every candidate
 */
export function candidatesFor(
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
        .map(({ value: { name, redirect } }) => ({
          kind: 'ingress' as const,
          name,
          ...(redirect !== undefined && { redirect }),
        }));
}

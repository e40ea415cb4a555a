import { type ClaimContext, type Claimed, claimsOf, providersOf } from '../inventory';
import { inWords, shown } from '../values';
import type { Route } from './route';
import { candidatesFor, ingressClasses, routeGateways } from './route-servers';

/** Reports a route that an earlier one takes the requests of. */
export function checkTaken(
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

/** Reports a route that nothing serves, or several might. */
export function checkServed(claimed: Claimed<Route>, context: ClaimContext): void {
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

import * as v from 'valibot';
import {
  type ClaimContext,
  type Claimed,
  claimKind,
  claimsOf,
  dnsName,
  inWords,
  label,
  type Route,
  shown,
  suggest,
} from '../../core';
import { gatewayClasses } from '../gateway-api';
import { secureHosts, secureListener, servedRoutes } from './listeners';

/** The Gateway of a cluster, which is checked against the routes that it serves. */
export const clusterGateways = claimKind({
  name: 'clusterGateways',
  shape: v.strictObject({
    name: label,
    namespace: label,
    /** @default the only one of the cluster */
    className: v.exactOptional(dnsName),
    /** Whether cert-manager makes its certificates. */
    issuers: v.boolean(),
  }),
  check: (claims, context) => {
    for (const claimed of claims) {
      checkClass(claimed, context);
      const served = servedRoutes(claimed.value, context);
      served.forEach((route, index) => {
        checkRoute(route, served.slice(0, index), claimed.value.issuers, context);
      });
      checkListeners(claimed, served, context);
    }
  },
});

type Settings = typeof clusterGateways extends { readonly shape: v.GenericSchema<unknown, infer T> }
  ? T
  : never;

function checkClass({ value: { className }, at }: Claimed<Settings>, context: ClaimContext): void {
  const known = claimsOf(context, gatewayClasses).map(({ value }) => value.name);
  const report = (reason: string, next: string): void => {
    context.report({ at: `${at}.className`, reason, next });
  };
  if (className === undefined) {
    if (known.length === 0)
      report(
        'nothing in the cluster is known to serve Gateways',
        'write gatewayApi in cilium({ … }), or the GatewayClass of what serves them',
      );
    else if (known.length > 1)
      report(`${inWords(known.map(shown))} could serve it`, 'write one of them as className');
    // What comes by a chart of the person's own may bring a class that no claim names.
  } else if (known.length > 0 && !known.includes(className))
    report(`no component of the cluster claims GatewayClass ${shown(className)}`, suggest(className, known));
}

/** Names of listeners, Certificates and Secrets have at most 253 characters. */
const longestName = 253;

function checkRoute(
  { value: route, at }: Claimed<Route>,
  earlier: readonly Claimed<Route>[],
  issuers: boolean,
  { report }: ClaimContext,
): void {
  const { host, certificate } = route;
  const problem = (reason: string, next: string): void => {
    report({ at, reason, next });
  };
  const other = earlier.find((one) => one.value.host === host && sourceOf(one.value) !== sourceOf(route));
  if (other !== undefined)
    problem(
      `${other.by} has ${shown(host)} with ${sourceOf(other.value)}, and this route wants ${sourceOf(route)}: one listener serves the host`,
      'give both the same tls',
    );
  if (certificate?.from === 'issuer' && !issuers)
    problem(
      `the Gateway makes no Certificates, and this route names issuer ${shown(certificate.issuer)}`,
      'write issuers: true in clusterGateway({ … }), or a Secret',
    );
  if (certificate !== undefined && secureListener(host).length > longestName)
    problem(
      `the listener for this host would have a name of ${secureListener(host).length} characters, and ${longestName} are the most`,
      'take a shorter host',
    );
}

/** Where a route has its certificate from, in words. */
function sourceOf({ certificate, namespace }: Route): string {
  if (certificate === undefined) return 'no TLS';
  return certificate.from === 'issuer'
    ? `a certificate of issuer ${certificate.issuer}`
    : `the certificate in Secret ${namespace}/${certificate.secret}`;
}

/** `listeners` of a Gateway has at most 64 entries in its definition; one is for HTTP. */
const mostListeners = 64;

function checkListeners(
  { value: { name }, at }: Claimed<Settings>,
  served: readonly Claimed<Route>[],
  { report }: ClaimContext,
): void {
  const count = secureHosts(served).length + 1;
  if (count > mostListeners)
    report({
      at,
      reason: `Gateway ${name} would have ${count} listeners, and ${mostListeners} are the most`,
      next: 'list a second clusterGateway, and name one of them with by in the exposures',
    });
}

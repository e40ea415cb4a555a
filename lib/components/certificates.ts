import * as v from 'valibot';
import {
  capability,
  type ClaimContext,
  type Claimed,
  claimKind,
  claimsOf,
  dnsName,
  inWords,
  line,
  routeHost,
  shown,
} from '../core';
import { isWithinZone } from './cloudflare';

/** Certificates for names, made by issuers that the cluster has. */
export const certificates = capability({
  name: 'certificates',
  means: 'certificates from the issuers of cert-manager',
  from: 'list certManager(), or cert-manager by helmChart({ provides: [certificates], … })',
  exclusive: 'both would renew the same certificates',
});

/** All ClusterIssuers that a provider of certificates has. A provider that does not claim them may have any. */
export const certificateIssuers = claimKind({
  name: 'certificateIssuers',
  shape: v.array(
    v.strictObject({
      /** Name of the ClusterIssuer. */
      name: line(253),
      /** Domains for which it issues, with every name below them. @default any name */
      zones: v.exactOptional(v.array(dnsName)),
    }),
  ),
});

/** A ClusterIssuer that a component names for the certificate of its hosts, checked against the issuers of the cluster. */
export const usedIssuers = claimKind({
  name: 'usedIssuers',
  shape: v.strictObject({
    /** Name of the ClusterIssuer. */
    issuer: line(253),
    /** Hosts that the certificate is for: `shop.example.com`, `*.example.com`. */
    hosts: v.array(routeHost),
    /** Whether an object of a chart or folder names it, whose component requires no certificates itself. @default false */
    isFound: v.exactOptional(v.boolean(), false),
  }),
  check: (claims, context) => {
    const known = claimsOf(context, certificateIssuers);
    const providers = context.components.filter(({ provides }) =>
      provides.some(({ name }) => name === certificates.name),
    );
    if (providers.length === 0) {
      // For the others, the missing capability is reported.
      for (const { value, at } of claims.filter((one) => one.value.isFound))
        context.report({
          at,
          reason: `names ClusterIssuer ${shown(value.issuer)}, and nothing in the cluster makes certificates`,
          next: certificates.from,
        });
      return;
    }
    // A chart of the person's own may have any issuer.
    if (providers.some(({ name }) => known.every(({ by }) => by !== name))) return;
    for (const claimed of claims) checkUse(claimed, known, context);
  },
});

type Issuers = readonly Claimed<readonly { readonly name: string; readonly zones?: readonly string[] }[]>[];

function checkUse(
  { value, at }: Claimed<{ readonly issuer: string; readonly hosts: readonly string[] }>,
  known: Issuers,
  { report }: ClaimContext,
): void {
  const all = known.flatMap((claimed) => claimed.value);
  const issuer = all.find(({ name }) => name === value.issuer);
  if (issuer === undefined) {
    const names = all.map(({ name }) => shown(name));
    const add = `add it to the issuers of ${inWords(
      known.map(({ by }) => by),
      'or',
    )}`;
    report({
      at,
      reason: `the cluster has no ClusterIssuer ${shown(value.issuer)}`,
      next: names.length === 0 ? add : `write ${inWords(names, 'or')}, or ${add}`,
    });
    return;
  }
  const { zones } = issuer;
  if (zones === undefined) return;
  const outside = value.hosts.filter((host) => !zones.some((zone) => isWithinZone(host, zone)));
  if (outside.length > 0)
    report({
      at,
      reason: `ClusterIssuer ${shown(issuer.name)} issues for ${inWords(zones)} only, not for ${inWords(outside)}`,
      next: 'choose another issuer, or add the zone to this one',
    });
}

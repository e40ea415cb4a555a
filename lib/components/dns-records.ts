import * as v from 'valibot';
import {
  type BuildContext,
  capability,
  type ClaimContext,
  type Claimed,
  claimKind,
  claimsOf,
  inWords,
  line,
  routeHost,
  routes,
  serverOf,
  shown,
} from '../core';
import { isWithinZone, zoneName } from './cloudflare';

/** Records of the names under which the cluster is reached, kept by something in it. */
export const dnsRecords = capability({
  name: 'dns-records',
  means: 'DNS records for the names of exposures',
  from: 'list externalDns()',
  exclusive: 'objects of both would have the same names',
});

/** Kinds of objects from which records come. */
export const recordSources = ['gateway-httproute', 'ingress', 'service'] as const;
type RecordSource = (typeof recordSources)[number];

const prefix = v.pipe(line(253), v.endsWith('/'));

/** What keeps DNS records by the hosts of exposures. */
export const recordKeepers = claimKind({
  name: 'recordKeepers',
  shape: v.strictObject({
    /** What its annotations begin with, with the slash: `external-dns.alpha.kubernetes.io/`. */
    prefix,
    /** Domains in which it keeps records, with every name below them. */
    zones: v.array(zoneName),
    /** From which kinds of objects it takes hosts. */
    sources: v.array(v.picklist(recordSources)),
    /** What records lead to. @default the addresses of what serves a host */
    target: v.exactOptional(line(253)),
  }),
  check: (keepers, context) => {
    for (const keeper of keepers) checkSources(keeper, context);
  },
});

type Keeper = typeof recordKeepers extends { readonly shape: v.GenericSchema<unknown, infer T> } ? T : never;

/** Names under which a Service with an address of its own is reached. */
export const balancedHosts = claimKind({
  name: 'balancedHosts',
  shape: v.strictObject({ hosts: v.array(routeHost) }),
  check: (claims, context) => {
    const keepers = claimsOf(context, recordKeepers);
    // That nothing keeps records at all is reported with the capability.
    if (keepers.length === 0) return;
    for (const { value, at } of claims)
      value.hosts.forEach((host, index) => {
        if (keepers.some(({ value: { zones } }) => zones.some((zone) => isWithinZone(host, zone)))) return;
        const zones = keepers.flatMap((keeper) => keeper.value.zones);
        context.report({
          at: `${at}[${index}]`,
          reason: `${shown(host)} is outside ${inWords(zones)}, so no record leads to it`,
          next: `choose a name in ${inWords(zones, 'or')}, or add its zone to ${inWords(
            keepers.map(({ by }) => by),
            'or',
          )}`,
        });
      });
  },
});

/**
 * Annotations by which the records of an object lead to the public address of the cluster; none where nothing keeps records, or
 * where they lead to the address of the object.
 */
export function targetAnnotations(context: Pick<BuildContext, 'claims'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    claimsOf(context, recordKeepers).flatMap(({ value }) =>
      value.target === undefined ? [] : [[`${value.prefix}target`, value.target]],
    ),
  );
}

/** Annotations by which a Service gets records, those for what they lead to included. */
export function hostAnnotations(
  hosts: readonly string[],
  context: Pick<BuildContext, 'claims'>,
): Readonly<Record<string, string>> {
  if (hosts.length === 0) return {};
  return {
    ...Object.fromEntries(
      claimsOf(context, recordKeepers).map(({ value }) => [`${value.prefix}hostname`, hosts.join(',')]),
    ),
    ...targetAnnotations(context),
  };
}

/** Reports hosts of its zones that it does not see. */
function checkSources({ value: { zones, sources }, at }: Claimed<Keeper>, context: ClaimContext): void {
  const hosts = new Map<RecordSource, Set<string>>();
  const add = (source: RecordSource, host: string): void => {
    if (sources.includes(source) || !zones.some((zone) => isWithinZone(host, zone))) return;
    hosts.set(source, (hosts.get(source) ?? new Set()).add(host));
  };
  for (const { value } of claimsOf(context, routes)) {
    const kind = value.through ?? serverOf(value, context)?.kind;
    if (kind !== undefined) add(kind === 'gateway' ? 'gateway-httproute' : 'ingress', value.host);
  }
  for (const { value } of claimsOf(context, balancedHosts))
    for (const host of value.hosts) add('service', host);
  for (const [source, names] of hosts)
    context.report({
      at: `${at}.sources`,
      reason: `does not contain ${shown(source)}, from which the records of ${inWords([...names])} come`,
      next: `add ${shown(source)}`,
    });
}

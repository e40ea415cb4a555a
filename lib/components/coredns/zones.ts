import { type PlanContext, shown } from '../../core';
import type { ServerBlock } from './corefile';
import { type Forwarder, forwardersTo } from './forwarders';
import { type InventoryName, inventoryNames, reverseName } from './names';
import type { CorednsSettings } from './props';

/** How long clients may keep an answer, in seconds: an address that moves is found again within a minute. */
const ttl = 60;
/** Everything that counts queries listens there; the blocks share the one port. */
export const metrics = { name: 'prometheus', args: [':9153'] };

/** What a name server knows beside the cluster's own names. */
export interface Zones {
  /** The cluster's own zone. */
  readonly own: string;
  readonly names: readonly InventoryName[];
  readonly forwarded: readonly { readonly zone: string; readonly forwarders: readonly Forwarder[] }[];
}

/** The zones of a component. Reports zones served twice, and zones of Kubernetes. */
export function readZones(settings: CorednsSettings, context: PlanContext): Zones {
  const { facts, at, report } = context;
  const own = settings.zone ?? `${facts.name}.internal`;
  const served = new Set<string>();
  const serve = (zone: string, place: string): void => {
    if (zone === facts.clusterDomain || zone.endsWith(`.${facts.clusterDomain}`))
      report({
        at: place,
        reason: `${shown(zone)} belongs to Kubernetes, whose Services would no longer be found`,
        next: 'choose a zone outside it',
      });
    if (served.has(zone))
      report({
        at: place,
        reason: `${shown(zone)} is served twice, which CoreDNS refuses`,
        next: 'keep one of them',
      });
    served.add(zone);
  };
  serve(own, `${at}.zone`);
  const forwarded = settings.zones.map(({ zone, forward }, index) => {
    const place = `${at}.zones[${index}]`;
    serve(zone, `${place}.zone`);
    return { zone, forwarders: forwardersTo(forward, `${place}.forward`, context) };
  });
  return { own, names: inventoryNames(facts), forwarded };
}

/** Lines of a `hosts` plugin: an address and its names. */
export function hostsLines(zones: Zones, shortNames: boolean): string[] {
  return [
    ...zones.names.map(({ address, name }) =>
      [address, `${name}.${zones.own}`, ...(shortNames && !name.includes('.') ? [name] : [])].join(' '),
    ),
    `ttl ${ttl}`,
    'fallthrough',
  ];
}

/**
 * The block of the cluster's own zone. What `hosts` does not know falls through to `file`, which holds nothing but the
 * zone's head: unknown names get NXDOMAIN and never reach another name server. `hosts` alone would answer SERVFAIL, after
 * which clients ask again. Its file is empty, since it would otherwise hand out the pod's own /etc/hosts.
 * @param reverse addresses that are looked up in reverse here
 */
export function ownZoneBlock(zones: Zones, folder: string, reverse: readonly InventoryName[]): ServerBlock {
  return {
    zones: [zones.own, ...reverse.map(({ address }) => reverseName(address))],
    plugins: [
      { name: 'errors' },
      metrics,
      { name: 'hosts', args: ['/dev/null'], options: hostsLines(zones, false) },
      { name: 'file', args: [`${folder}/${zoneFileName(zones)}`, zones.own] },
    ],
  };
}

/** Key of the zone's head in the ConfigMap. */
export function zoneFileName(zones: Zones): string {
  return `${zones.own}.zone`;
}

/**
 * The head of the own zone, in the master file format of RFC 1035. The SOA's last number is how long NXDOMAIN may be kept.
 * Without a further record, `file` would say of the zone itself that it does not exist, which resolvers that follow RFC 8020
 * take for everything in it.
 */
export function zoneFile(zones: Zones): string {
  return [
    `$ORIGIN ${zones.own}.`,
    `@ ${ttl} IN SOA ns hostmaster 1 3600 600 86400 ${ttl}`,
    `@ ${ttl} IN TXT "nodes and hosts of the inventory"`,
    '',
  ].join('\n');
}

/** Blocks of the zones that other name servers know. */
export function forwardedBlocks(zones: Zones): ServerBlock[] {
  return zones.forwarded.map(({ zone, forwarders }) => ({
    zones: [zone],
    plugins: [
      { name: 'errors' },
      metrics,
      { name: 'forward', args: ['.', ...forwarders.map(({ target }) => target)] },
      { name: 'cache', args: ['30'] },
    ],
  }));
}

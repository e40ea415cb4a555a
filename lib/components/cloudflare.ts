import * as v from 'valibot';
import { type Parsed, parsedBy, refused, routeHost, shown } from '../core';

function parseZone(written: string): Parsed<string> {
  return v.is(routeHost, written) && !written.startsWith('*.')
    ? { value: written }
    : refused(`${shown(written)} is not a domain name`, 'write the zone at Cloudflare, such as example.com');
}

/** A zone at Cloudflare, as a person writes it. */
export const zoneName = v.pipe(v.string(), parsedBy(parseZone), v.title('domain name'));

/** Whether a host, or every name below it, is in a zone. @param host `shop.example.com`, `*.example.com` */
export function isWithinZone(host: string, zone: string): boolean {
  const name = host.replace(/^\*\./, '');
  return name === zone || name.endsWith(`.${zone}`);
}

/**
 * What a Secret is for that holds a token.
 * https://cert-manager.io/docs/configuration/acme/dns01/cloudflare/#api-tokens
 */
export const tokenWhy = 'as an API token of Cloudflare with the rights Zone:DNS:Edit and Zone:Zone:Read';

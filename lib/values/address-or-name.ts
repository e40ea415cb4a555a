import * as v from 'valibot';
import { type Ipv4, parseIpv4 } from './ipv4';
import { parseDnsName, parseLabel } from './name';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** A reference to a machine: its address or its name. */
export type AddressOrName =
  { readonly by: 'address'; readonly address: Ipv4 } | { readonly by: 'name'; readonly name: string };

/** Parses an address or a machine name. Text that looks like an address is parsed as an address. */
export function parseAddressOrName(written: string): Parsed<AddressOrName> {
  return either(
    written,
    parseLabel,
    `${shown(written)} is neither an IPv4 address nor the name of a machine`,
    'write an address such as 192.0.2.10, or the name of a node or host',
  );
}

/** An IPv4 address, or the name of a machine. */
export const addressOrName = v.pipe(
  v.string(),
  parsedBy(parseAddressOrName),
  v.title('IPv4 address or machine name'),
);

/** Parses an address or a DNS name. Text that looks like an address is parsed as an address. */
export function parseAddressOrDnsName(written: string): Parsed<AddressOrName> {
  return either(
    written,
    parseDnsName,
    `${shown(written)} is neither an IPv4 address nor a DNS name`,
    'write an address such as 192.0.2.10, or labels joined by dots, such as api.example.com',
  );
}

/** An IPv4 address, or a DNS name. */
export const addressOrDnsName = v.pipe(
  v.string(),
  parsedBy(parseAddressOrDnsName),
  v.title('IPv4 address or DNS name'),
);

/** The address or name as text. */
export function addressOrNameText(written: AddressOrName): string {
  return written.by === 'address' ? written.address : written.name;
}

function either(
  written: string,
  parseName: (written: string) => Parsed<string>,
  reason: string,
  next: string,
): Parsed<AddressOrName> {
  if (/^[\d.:/]+$/.test(written)) {
    const address = parseIpv4(written);
    return 'refused' in address ? address : { value: { by: 'address', address: address.value } };
  }
  return 'value' in parseName(written) ? { value: { by: 'name', name: written } } : refused(reason, next);
}

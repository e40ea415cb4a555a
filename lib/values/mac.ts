import * as v from 'valibot';
import type { Brand } from './brand';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** A MAC address in upper case with colons: `BC:24:11:B3:ED:03`. */
export type Mac = string & Brand<'Mac'>;

/**
 * Parses a MAC address with colons or hyphens, in upper or lower case. Rejects multicast addresses and zeros, which
 * no network interface has.
 */
export function parseMac(written: string): Parsed<Mac> {
  if (!/^([0-9A-F]{2}[:-]){5}[0-9A-F]{2}$/i.test(written))
    return refused(
      `${shown(written)} is not a valid MAC address`,
      'write six pairs of hexadecimal digits: BC:24:11:B3:ED:03',
    );
  const text = written.toUpperCase().replaceAll('-', ':');
  if (Number.parseInt(text.slice(0, 2), 16) % 2 === 1 || text === '00:00:00:00:00:00')
    return refused(
      `${shown(written)} is ${text.startsWith('00') ? 'all zeros' : 'a multicast address'}, which no network interface has`,
      'write the address of the network interface itself',
    );
  return { value: brand(text) };
}

/** The MAC address of a network interface. */
export const mac = v.pipe(v.string(), parsedBy(parseMac), v.title('MAC address'));

function brand(text: string): Mac {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Mac;
}

import { type Report, shown } from './problem';

declare const macBrand: unique symbol;
/** A MAC address in upper case with colons: `BC:24:11:B3:ED:03`. */
export type Mac = string & { readonly [macBrand]: true };

/** What the parser hands on after it has reported a problem; it is nobody's. */
export const unreadMac = brand('');

/** Reads a MAC address with colons or hyphens in either case. Reports group addresses and zeros: no network card has one. */
export function parseMac(written: unknown, at: string, report: Report): Mac {
  const text = typeof written === 'string' ? written.toUpperCase().replaceAll('-', ':') : '';
  if (!/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(text)) {
    report({
      at,
      reason: `${shown(written)} is no MAC address`,
      next: 'write six pairs of hexadecimal digits: BC:24:11:B3:ED:03',
    });
    return unreadMac;
  }
  if (Number.parseInt(text.slice(0, 2), 16) % 2 === 1 || text === '00:00:00:00:00:00') {
    report({
      at,
      reason: `${shown(written)} is ${text.startsWith('00') ? 'all zeros' : 'a group address'}, which no network card has`,
      next: 'write the address of the network card itself',
    });
    return unreadMac;
  }
  return brand(text);
}

function brand(text: string): Mac {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Mac;
}

import { type Report, shown } from './problem';

declare const macBrand: unique symbol;
/** A MAC address in upper case with colons: `BC:24:11:B3:ED:03`. */
export type Mac = string & { readonly [macBrand]: true };

/** Reads a MAC address with colons or hyphens in either case. Reports group addresses: no network card has one. */
export function parseMac(written: unknown, at: string, report: Report): Mac {
  const text = typeof written === 'string' ? written.toUpperCase().replaceAll('-', ':') : '';
  if (!/^([0-9A-F]{2}:){5}[0-9A-F]{2}$/.test(text)) {
    report({
      at,
      reason: `${shown(written)} is no MAC address`,
      next: 'write six pairs of hexadecimal digits: BC:24:11:B3:ED:03',
    });
  } else if (Number.parseInt(text.slice(0, 2), 16) % 2 === 1) {
    report({
      at,
      reason: `${shown(written)} is a group address`,
      next: 'write the address of the network card itself',
    });
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return text as Mac;
}

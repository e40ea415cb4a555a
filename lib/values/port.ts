import { type Report, shown } from './problem';

declare const portBrand: unique symbol;
/** A TCP or UDP port, 1 to 65535. */
export type Port = number & { readonly [portBrand]: true };

/** Reads a port. Reports anything that is no whole number from 1 to 65535. */
export function parsePort(written: unknown, at: string, report: Report): Port {
  const good = typeof written === 'number' && Number.isInteger(written) && written >= 1 && written <= 65535;
  if (!good)
    report({ at, reason: `${shown(written)} is no port`, next: 'write a whole number from 1 to 65535' });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return (good ? written : 1) as Port;
}

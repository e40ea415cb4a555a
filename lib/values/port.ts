import * as v from 'valibot';
import type { Brand } from './brand';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** A TCP or UDP port, 1 to 65535. */
export type Port = number & Brand<'Port'>;

/** Parses a port: a whole number from 1 to 65535. */
export function parsePort(written: number): Parsed<Port> {
  return Number.isInteger(written) && written >= 1 && written <= 65535
    ? { value: brand(written) }
    : refused(`${shown(written)} is not a valid port`, 'write a whole number from 1 to 65535');
}

/** A TCP or UDP port. */
export const port = v.pipe(v.number(), parsedBy(parsePort), v.title('port'));

function brand(number: number): Port {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one way into the brand
  return number as Port;
}

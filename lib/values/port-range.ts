import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { partsOf } from './plain';
import { shown } from './shown';

/** What carries a connection. */
export type Transport = 'tcp' | 'udp' | 'sctp';

/** Ports from first to last, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The range that holds one port only. */
export function onePort(port: number): PortRange {
  return { first: port, last: port };
}

/** A range as people write it: `53`, `30000-32767`. */
export function portText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Whether a range holds a port. */
export function holdsPort({ first, last }: PortRange, port: number): boolean {
  return port >= first && port <= last;
}

/** Reads one port, or a range written as `{ first: 30000, last: 32767 }`. */
export function parsePorts(written: unknown): Parsed<PortRange> {
  const parts = partsOf(written);
  if (parts.is !== 'object') return isPort(written) ? { value: onePort(written) } : notPort(written);
  const [first, last] = [parts.entries.get('first'), parts.entries.get('last')];
  if (parts.entries.size > 2 || first === undefined || last === undefined)
    return refused(`${shown(written)} is not a range of ports`, 'write it as { first: 30000, last: 32767 }');
  if (!isPort(first)) return notPort(first);
  if (!isPort(last)) return notPort(last);
  return first <= last
    ? { value: { first, last } }
    : refused(
        `the range ends at ${last}, before it begins at ${first}`,
        `did you mean { first: ${last}, last: ${first} }?`,
      );
}

function isPort(written: unknown): written is number {
  return typeof written === 'number' && Number.isInteger(written) && written >= 1 && written <= 65535;
}

function notPort(written: unknown): Parsed<PortRange> {
  return refused(written === undefined ? 'is missing' : `${shown(written)} is not a port`, `write ${forms}`);
}

const forms = 'a whole number from 1 to 65535, or a range as { first: 30000, last: 32767 }';

/** One port, or a range. */
export const ports = v.pipe(
  v.custom<number | PortRange>(() => true, forms),
  parsedBy<number | PortRange, PortRange>(parsePorts),
  v.title('port or range of ports'),
);

import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { partsOf } from './plain';
import { shown } from './shown';

/** A transport protocol. */
export type Transport = 'tcp' | 'udp' | 'sctp';

/** Ports from first to last, both included. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** The range of a single port. */
export function onePort(port: number): PortRange {
  return { first: port, last: port };
}

/** The range as text: `53`, `30000-32767`. */
export function portText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** Whether the range contains the port. */
export function holdsPort({ first, last }: PortRange, port: number): boolean {
  return port >= first && port <= last;
}

/** Parses one port, or a range such as `{ first: 30000, last: 32767 }`. */
export function parsePorts(written: unknown): Parsed<PortRange> {
  const parts = partsOf(written);
  if (parts.is !== 'object') return isPort(written) ? { value: onePort(written) } : notPort(written);
  const [first, last] = [parts.entries.get('first'), parts.entries.get('last')];
  if (parts.entries.size > 2 || first === undefined || last === undefined)
    return refused(
      `${shown(written)} is not a valid port range`,
      'write it as { first: 30000, last: 32767 }',
    );
  if (!isPort(first)) return notPort(first);
  if (!isPort(last)) return notPort(last);
  return first <= last
    ? { value: { first, last } }
    : refused(
        `the range begins at ${first} and ends at ${last}`,
        `did you mean { first: ${last}, last: ${first} }?`,
      );
}

function isPort(written: unknown): written is number {
  return typeof written === 'number' && Number.isInteger(written) && written >= 1 && written <= 65535;
}

function notPort(written: unknown): Parsed<PortRange> {
  return refused(
    written === undefined ? 'is missing' : `${shown(written)} is not a valid port`,
    `write ${forms}`,
  );
}

const forms = 'a whole number from 1 to 65535, or a range as { first: 30000, last: 32767 }';

/** One port, or a range. */
export const ports = v.pipe(
  v.custom<number | PortRange>(() => true, forms),
  parsedBy<number | PortRange, PortRange>(parsePorts),
  v.title('port or port range'),
);

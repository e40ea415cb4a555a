import type { Transport } from '../../network';
import type { Problem } from '../../values';

/** A port as somebody asks about it. */
export interface AskedPort {
  readonly port: number;
  readonly transport: Transport;
}

/** Reads a port as people write it: `53`, `53/udp`, `udp/53`, `53 udp`, `UDP:53`. */
export function readPort(text: string, report: (problem: Problem) => void): AskedPort | undefined {
  const [, before, digits = '', after] =
    /^(?:(tcp|udp|sctp)[\s/:]+)?(\d{1,5})(?:[\s/:]+(tcp|udp|sctp))?$/i.exec(text.trim()) ?? [];
  const port = Number(digits);
  if (digits !== '' && port >= 1 && port <= 65535 && (before === undefined || after === undefined))
    return { port, transport: transportOf(before ?? after) };
  report({
    at: 'port',
    reason: `"${text}" is not a port`,
    next: 'write a number from 1 to 65535, with udp where it is not tcp: 53/udp',
  });
  return undefined;
}

function transportOf(text: string | undefined): Transport {
  const written = text?.toLowerCase();
  return written === 'udp' || written === 'sctp' ? written : 'tcp';
}

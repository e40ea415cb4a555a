import type { Transport } from '../firewall/rule';

/** A packet on its way, with addresses as unsigned 32-bit numbers. */
export interface Packet {
  readonly transport: Transport;
  readonly source: number;
  readonly destination: number;
  /** Destination port. */
  readonly port: number;
  readonly sourcePort: number;
}

/** State of the connection that a packet belongs to, as the machine that looks at it knows it. */
export type State = 'new' | 'established' | 'invalid';

/** Port from which connections are opened: one of Linux' ephemeral ports, which no rule of ours names. */
export const ephemeralPort = 50_000;

/** The answer to a packet, as its receiver sends it. */
export function answerTo(packet: Packet): Packet {
  return {
    transport: packet.transport,
    source: packet.destination,
    destination: packet.source,
    port: packet.sourcePort,
    sourcePort: packet.port,
  };
}

/** What a machine remembers of a connection: the first packet as it came in and as it went out. */
export interface Tracked {
  readonly original: Packet;
  readonly translated: Packet;
  /** Whether its answer has passed here. */
  answered: boolean;
}

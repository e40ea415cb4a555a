import type { Transport } from '../../../lib/network/firewall/rule';
import type { Ipv4 } from '../../../lib/values';

/** A connection from a machine of a topology to an address. */
export interface Probe {
  /** Name of the machine. */
  readonly from: string;
  readonly to: Ipv4;
  readonly transport: Transport;
  readonly port: number;
}

/** A probe that is about to be tried. */
export interface Trial {
  readonly probe: Probe;
  /** Whether an answer is expected; such a one is given more time. */
  readonly hopeful: boolean;
}

/** Ports on which every machine listens. */
export interface ProbedPorts {
  readonly tcp: readonly number[];
  readonly udp: readonly number[];
}

/** A probe as people read it: `mizar -> 172.22.0.134:6443/tcp`. */
export function probeText({ from, to, transport, port }: Probe): string {
  return `${from} -> ${to}:${port}/${transport}`;
}

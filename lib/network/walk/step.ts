import type { Ipv4 } from '../../values';
import type { Decision } from './chains';
import type { Packet } from './packet';

/** One thing that happened to a packet on its way. */
export type Step =
  /** A chain let it pass, translated or dropped it; the packet is as the chain saw it. */
  (
    | ({ readonly kind: 'rule'; readonly packet: Packet } & Decision)
    /** It went on inside a packet of the VXLAN device. */
    | { readonly kind: 'tunnel'; readonly to: Ipv4 }
    /** A program took the connection and opened one of its own. */
    | { readonly kind: 'relay'; readonly to: Ipv4 }
    /** No route leads there. */
    | { readonly kind: 'no-route'; readonly to: Ipv4 }
    /** No machine on the wire has the address. */
    | { readonly kind: 'no-answer'; readonly to: Ipv4 }
    /** The machine does not pass on what is not for itself. */
    | { readonly kind: 'passes-nothing-on'; readonly to: Ipv4 }
    /** It came from outside with an address that only the machine itself may use: its own as the source, or loopback. */
    | { readonly kind: 'own-address'; readonly of: Ipv4 }
    /** The answer came to a machine that had not asked, or from another address than was asked: past the machine that had translated it. */
    | { readonly kind: 'unasked'; readonly from: Ipv4 }
    /** It went round in circles. */
    | { readonly kind: 'circle' }
  ) & {
    /** Where it happened. */
    readonly machine: string;
    /** Whether it happened to the answer. */
    readonly answer: boolean;
  };

/** Where a connection ends, and why. */
export interface Walk {
  /** Whether the first packet and its answer both arrive. */
  readonly arrives: boolean;
  /** The machine at which it ends: the last one that the packet, or the answer, came to. */
  readonly at: string;
  /** The address that the one who answers sees; that of the sender where it never arrives. */
  readonly seenFrom: Ipv4;
  /** What happened, in order. The last one is what blocks it, where it does not arrive. */
  readonly steps: readonly Step[];
  /** Names of the machines through which something went, in the order of the first time. */
  readonly passed: readonly string[];
}

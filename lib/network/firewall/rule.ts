import type { Cidr, Ipv4, PortRange, Transport } from '../../values';

export { onePort, type PortRange, portText, type Transport } from '../../values';

/**
 * A table of packet-filter rules as nftables knows it. The same value is rendered for the host and walked by the model, so
 * what is answered about a packet is answered about the rules that ship.
 */
export interface Table {
  /** `inet` sees IPv4 and IPv6, `ip` IPv4 only. */
  readonly family: 'inet' | 'ip';
  readonly name: string;
  readonly chains: readonly Chain[];
}

/** A chain that the kernel enters at a hook. */
export interface Chain {
  readonly name: string;
  readonly type: 'filter' | 'nat';
  readonly hook: Hook;
  /** Chains of a hook are entered from the lowest priority up. 0 is that of filters, -100 and 100 those of address translation. */
  readonly priority: number;
  /** What becomes of a packet that no rule decides. A drop is counted and logged, five lines a minute at most. */
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly FilterRule[];
}

/** Where in a host's kernel a packet passes. */
export type Hook = 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';

/** One rule: a packet that meets every condition gets the verdict, and no later rule of the chain sees it. */
export interface FilterRule {
  readonly match: Match;
  readonly verdict: Verdict;
  /** The flow that needs the rule; it becomes the rule's comment. At most 128 bytes, the limit of nftables. */
  readonly flow: string;
}

/** Conditions; one that is left out is met by every packet. */
export interface Match {
  /** States of the connection that the packet belongs to. */
  readonly states?: readonly ConnectionState[];
  /** Whether the connection's destination was translated. */
  readonly translated?: true;
  /** Devices by which it came in. A `*` at the end of a name matches any rest. */
  readonly iifname?: readonly string[];
  /** Devices by which it goes out, written in the same way. */
  readonly oifname?: readonly string[];
  readonly source?: readonly Cidr[];
  readonly destination?: readonly Cidr[];
  /** Networks in none of which the destination lies. */
  readonly notDestination?: readonly Cidr[];
  readonly transport?: Transport;
  /** Destination ports; needs a transport. */
  readonly ports?: readonly PortRange[];
}

/** State of a connection, as conntrack keeps it. */
export type ConnectionState = 'new' | 'established' | 'related';

/** What becomes of a packet. */
export type Verdict =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  /** Another source: the address of the device by which the packet leaves. */
  | { readonly kind: 'masquerade' }
  /** Another destination; the port stays where none is given. */
  | { readonly kind: 'dnat'; readonly to: Ipv4; readonly port?: number };

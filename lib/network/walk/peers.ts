import { cidrBounds, type Ipv4 } from '../../values';
import type { Tunnel } from '../topology/topology';

/** A node at the other end of a tunnel, and the bounds of its pods' addresses. */
export interface TunnelPeer {
  readonly first: number;
  readonly last: number;
  readonly node: Ipv4;
}

/** The nodes of a tunnel, found by the addresses of their pods. */
export interface Peers {
  /** The node whose pods hold an address; of several the one with the longest prefix. */
  readonly around: (address: number) => TunnelPeer | undefined;
}

/** Sorts peers by the size and the beginning of their networks: to look through a thousand of them for each packet takes too long. */
export function peersOf(peers: Tunnel['peers']): Peers {
  const bySize = new Map<number, Map<number, TunnelPeer>>();
  for (const { pods, node } of peers) {
    const { first, last } = cidrBounds(pods);
    const size = last - first + 1;
    const known = bySize.get(size) ?? new Map<number, TunnelPeer>();
    bySize.set(size, known);
    if (!known.has(first)) known.set(first, { first, last, node });
  }
  const sizes = [...bySize].sort(([a], [b]) => a - b);
  return {
    around: (address) => {
      for (const [size, byFirst] of sizes) {
        const found = byFirst.get(address - (address % size));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

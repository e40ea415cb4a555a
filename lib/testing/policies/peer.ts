/** One end of a connection, as a network plugin sees it. */
export type Peer =
  | { readonly kind: 'pod'; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  /** A node, and every pod on its network. `address` is the one that its packets have. */
  | { readonly kind: 'node'; readonly address: string; readonly runsApi: boolean }
  /** What Cilium's own proxy sends for an Ingress or a Gateway. */
  | { readonly kind: 'ingress'; readonly address: string }
  /** A machine outside the cluster; `name` is what DNS says of it. */
  | { readonly kind: 'outside'; readonly address: string; readonly name?: string };

/** A pod, which is what policies select. */
export type Pod = Extract<Peer, { kind: 'pod' }>;

/** What one connection attempt looks like. */
export interface PeerAttempt {
  readonly from: Peer;
  readonly to: Peer;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** What a direction of a pod says to an attempt: `none` when no policy selects the pod in that direction. */
export type Verdict = 'none' | 'open' | 'closed';

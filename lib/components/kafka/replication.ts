/** Copies of each message, and how many must have it before it counts as written. */
export interface Replication {
  readonly factor: number;
  readonly minInSync: number;
}

/**
 * The replication that a number of brokers carries: three copies where there are three brokers, and one copy may be away,
 * so that a broker can restart without a writer noticing.
 */
export function replicationFor(brokers: number): Replication {
  const factor = Math.max(1, Math.min(3, brokers));
  return { factor, minInSync: Math.max(1, factor - 1) };
}

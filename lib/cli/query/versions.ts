/**
 * How `--follow` finds what was written since it looked last, whatever the table's key is, rows that were changed included.
 *
 * PostgreSQL stamps each version of a row with the number of the transaction that wrote it (`xmin`). Each look is a snapshot,
 * and its horizon is the lowest number that was still at work: versions below it are final, so the next look asks for versions
 * from the horizon on. What lies above was seen in part; those versions are remembered and passed over once.
 */

/** A version of a row: its place in the table (`ctid`) and the transaction that wrote it (`xmin`). */
export interface Version {
  readonly place: string;
  readonly writer: string;
}

/** What was looked at so far. */
export interface Seen {
  /** Lowest transaction that was still at work, in 64 bits. */
  readonly horizon: bigint;
  /** Versions from the horizon on that were seen. */
  readonly versions: ReadonlySet<string>;
}

/** Asks for the horizon of the snapshot. */
export const horizonStatement = 'select pg_snapshot_xmin(pg_current_snapshot())::text';

const circle = 2n ** 32n;

/** Rows carry only 32 bits of the number. The first three numbers are PostgreSQL's own and never begin a count. */
export function asXid(horizon: bigint): string {
  const short = horizon % circle;
  return String(short < 3n ? 3n : short);
}

export function versionKey({ place, writer }: Version): string {
  return `${place} ${writer}`;
}

/** Whether a version was written by the horizon's transaction or a later one; numbers go round in a circle. */
export function isFrom({ writer }: Version, horizon: bigint): boolean {
  const ahead = (((BigInt(writer) - horizon) % circle) + circle) % circle;
  return ahead < circle / 2n;
}

/**
 * Milliseconds until the next look: a second, and at least nine times as long as the last look took. A look reads the whole
 * table, since no index holds the transactions; so following takes no more than a tenth of one core of the server.
 */
export function pauseAfter(took: number): number {
  return Math.max(1000, took * 9);
}

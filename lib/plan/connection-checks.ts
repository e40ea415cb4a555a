import { claimKind, claimsOf, type Claimed, functionShape } from '../inventory';
import { keyPath, type Report } from '../values';
import type { PlannedDestination } from './connection';
import type { ReadComponent } from './planned';

/**
 * Says what is wrong with a connection for whoever would carry it, such as a network plugin that drops it whatever a policy says.
 */
export type ConnectionCheck = (to: PlannedDestination) => readonly RefusedConnection[];

/** Why a connection would not be carried. */
export interface RefusedConnection {
  /** What of its destination is the reason. */
  readonly at: 'host' | 'transport';
  readonly reason: string;
  readonly next: string;
}

/** Checks that every connection of a cluster has to pass. */
export const connectionChecks = claimKind({
  name: 'connectionChecks',
  shape: functionShape<ConnectionCheck>(),
});

/** Reports connections that somebody in the cluster says would not be carried. */
export function checkConnections(
  components: readonly ReadComponent[],
  claims: readonly Claimed[],
  at: string,
  report: Report,
): void {
  const checks = claimsOf({ claims }, connectionChecks);
  for (const component of components)
    for (const { name, connects } of component.workloads)
      for (const [index, { to }] of connects.entries())
        for (const refused of checks.flatMap(({ value: check }) => check(to))) {
          const place = `${keyPath(`${at}.components`, component.name)}.workloads.${name}`;
          report({ ...refused, at: `${place}.connects[${index}].to.${refused.at}` });
        }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiServer } from './api-server';
import { type Application, applications } from './applications';

/** When an Application was first seen to do something, in milliseconds since 1970. */
export interface Seen {
  /** Its sync had started, or there was nothing to sync. */
  started?: number;
  /** It was Synced and Healthy. */
  settled?: number;
}

/** What is being recorded. */
export interface SyncRecord {
  readonly seen: ReadonlyMap<string, Seen>;
  readonly stop: () => Promise<void>;
}

/**
 * Looks at every Application four times a second and notes when each one was first seen to start and to settle.
 * @param counts tells whether what is seen belongs to what is recorded. @default everything does
 */
export function recordSyncs(
  api: ApiServer,
  counts: (application: Application) => boolean = () => true,
): SyncRecord {
  const seen = new Map<string, Seen>();
  const end = new AbortController();
  const looking = (async () => {
    while (!end.signal.aborted) {
      const now = Date.now();
      // Before Argo CD's definitions are there, there are none.
      const all = await applications(api).catch(() => new Map<string, Application>());
      for (const [name, application] of all) {
        if (!counts(application)) continue;
        const entry = seen.get(name) ?? {};
        seen.set(name, entry);
        if (hasArrived(application)) entry.settled ??= now;
        // One that a person has put in place already needs no sync: it starts by being right.
        if (application.status.operationState !== undefined || entry.settled !== undefined)
          entry.started ??= now;
      }
      await sleep(250);
    }
  })();
  return {
    seen,
    stop: async () => {
      end.abort();
      await looking;
    },
  };
}

/**
 * Whether a first sync has been completed, and what it brought is well. A second one may run by then: the ApplicationSet
 * controller asks for one as long as it has not seen the first.
 */
function hasArrived({ status }: Application): boolean {
  const synced = status.sync?.status === 'Synced' && status.health?.status === 'Healthy';
  return synced && (status.operationState === undefined || (status.history ?? []).length > 0);
}

/** Milliseconds by which two looks may be apart from what they saw. */
const blur = 1500;

/**
 * Pairs in which the later one started before the earlier one had settled.
 * @param after name of an Application to those that must have settled before it starts
 */
export function outOfOrder(
  seen: ReadonlyMap<string, Seen>,
  after: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...after].flatMap(([name, before]) =>
    before.flatMap((earlier) => {
      const started = seen.get(name)?.started;
      const settled = seen.get(earlier)?.settled;
      if (started === undefined || settled === undefined)
        return [`${name} or ${earlier} was not seen to sync`];
      return started + blur < settled
        ? [`${name} started ${((settled - started) / 1000).toFixed(1)} s before ${earlier} had settled`]
        : [];
    }),
  );
}

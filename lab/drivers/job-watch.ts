import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { ApiServer } from './api-server';

/** How many Jobs there have been under each `namespace/name`. */
export type JobRuns = ReadonlyMap<string, number>;

/** What is seen of the Jobs of a cluster. */
export interface JobWatch {
  readonly runs: () => JobRuns;
  readonly stop: () => Promise<void>;
}

const jobsShape = v.object({
  items: v.array(
    v.object({ metadata: v.object({ name: v.string(), namespace: v.string(), uid: v.string() }) }),
  ),
});

/** Looks at every Job twice a second, and tells a new one of the same name by its identity. */
export async function watchJobs(api: ApiServer): Promise<JobWatch> {
  const seen = new Map<string, Set<string>>();
  const look = async (): Promise<void> => {
    const { body } = await api.ask('GET', '/apis/batch/v1/jobs');
    for (const { metadata } of v.parse(jobsShape, body).items) {
      const name = `${metadata.namespace}/${metadata.name}`;
      seen.set(name, (seen.get(name) ?? new Set()).add(metadata.uid));
    }
  };
  await look();
  const end = new AbortController();
  const looking = (async () => {
    while (!end.signal.aborted) {
      await sleep(500);
      // A look that fails is made up for by the next one.
      await look().catch(() => undefined);
    }
  })();
  return {
    runs: () => new Map([...seen].map(([name, identities]) => [name, identities.size])),
    stop: async () => {
      end.abort();
      await looking;
    },
  };
}

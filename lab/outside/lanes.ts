/** What a job takes of the machine while it runs. */
export interface Load {
  /** GiB that it has resident at most. */
  readonly memory: number;
  /** Seconds that it takes, about. */
  readonly seconds: number;
}

/** Jobs at once. Each waits a good part of its time; more of them would take each other's on two cores, and claims have limits. */
const lanes = 3;

/** GiB that they have together at most: 6 GB, less what the lab itself takes. */
const budget = 5.4;

/** The job to start now: of those that fit the longest, since whatever starts last may run alone at the end. */
export function nextToStart<T extends Load>(waiting: readonly T[], running: readonly Load[]): T | undefined {
  if (running.length >= lanes) return undefined;
  const free = budget - running.reduce((sum, { memory }) => sum + memory, 0);
  // One that fits nowhere runs alone.
  const fitting = running.length === 0 ? waiting : waiting.filter(({ memory }) => memory <= free);
  return fitting.toSorted((a, b) => b.seconds - a.seconds)[0];
}

/**
 * Does jobs side by side, as far as they fit the machine.
 * @param signal after it none is started any more; those that run are waited for
 * @returns what came of those that were started, in the order of the jobs
 */
export async function inLanes<T extends Load, R>(
  jobs: readonly T[],
  work: (job: T) => Promise<R>,
  signal: AbortSignal,
): Promise<readonly R[]> {
  const waiting = new Set(jobs);
  const running = new Map<T, Promise<void>>();
  const results = new Map<T, R>();
  const finish = async (job: T): Promise<void> => {
    results.set(job, await work(job));
    running.delete(job);
  };
  for (;;) {
    const next = signal.aborted ? undefined : nextToStart([...waiting], [...running.keys()]);
    if (next !== undefined) {
      waiting.delete(next);
      running.set(next, finish(next));
    } else if (running.size > 0) await Promise.race(running.values());
    else break;
  }
  return jobs.flatMap((job) => results.get(job) ?? []);
}

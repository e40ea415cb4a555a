import type { Cluster } from '../../../lib/plan';
import type { ArgoCluster } from '../../drivers/argo-cluster';
import { refreshAll } from '../../drivers/applications';
import type { JobRuns, JobWatch } from '../../drivers/job-watch';
import type { Seen } from '../../drivers/sync-record';
import type { Upstream } from '../../drivers/upstream';
import type { Scene } from '../../harness';

/** What the suite runs on. Clusters come and go: one at a time fits into the memory of a small machine. */
export interface World {
  readonly scene: Scene;
  readonly tree: string;
  readonly upstream: Upstream;
  /** The cluster that runs now. */
  running: ArgoCluster | undefined;
  /** What was seen of its first sync. */
  first: ReadonlyMap<string, Seen>;
  /** Its Jobs as they are watched, and how many there had been when all had settled after a change. */
  jobs: { readonly watch: JobWatch; readonly runs: JobRuns; readonly since: number } | undefined;
}

/** The running cluster. */
export function runningIn(world: World, name: string): ArgoCluster {
  if (world.running?.name !== name) throw new Error(`${name} does not run`);
  return world.running;
}

/** Names of the Applications of a cluster: the root, the one for namespaces and policies, and one a component. */
export function applicationNames(cluster: Cluster): readonly string[] {
  return ['root', 'namespaces', ...(cluster.plan?.components ?? []).map(({ name }) => name)];
}

/**
 * Runs synth after an edit, commits, pushes, and tells Argo CD as a webhook would.
 * @param only Applications that are told. @default all
 * @returns the commit
 */
export async function commitChange(
  world: World,
  cluster: ArgoCluster,
  message: string,
  only?: readonly string[],
): Promise<string> {
  await world.upstream.synth();
  const commit = await world.upstream.push(message);
  await refreshAll(cluster.api, only);
  return commit;
}

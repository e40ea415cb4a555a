import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../lib/plan';
import { waitSettled } from '../../drivers/applications';
import { watchJobs } from '../../drivers/job-watch';
import { edit } from '../../drivers/working-copy';
import { type Claim, waitFor } from '../../harness';
import { applicationNames, commitChange, runningIn, type World } from './world';

const changed = 'kafka/kafka-topics';

/** Seconds after the change in which no hook may run again. */
const watched = 60;

/** A hook runs once for a change of its own Application. */
export function hookRuns(cluster: Cluster): Claim<World> {
  return {
    says: `${cluster.name}: a hook runs once for a change of its Application, and no other hook runs`,
    by: 'a topic more in clusters/proxmox.ts, synth, commit, push; every Job that is seen from before the change until all have settled',
    limit: 240,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const watch = await watchJobs(running.api);
      world.scene.atEnd(watch.stop);
      const note = () => {
        world.jobs = { watch, runs: watch.runs(), since: Date.now() };
      };
      note();
      if (!watch.runs().has(changed)) throw new Error(`there is no Job ${changed}`);
      const topics = "[{ name: 'demo-messages' },";
      edit(world.upstream.copy, 'clusters/proxmox.ts', topics, `${topics} { name: 'lab' },`);
      await commitChange(world, running, 'Declare a topic');
      await waitFor('the hook to run', 90, () => ((watch.runs().get(changed) ?? 0) > 1 ? true : undefined));
      await waitSettled(running.api, applicationNames(cluster), 90);
      note();
      const wrong = [...watch.runs()].flatMap(([job, count]) => {
        const expected = job === changed ? 2 : 1;
        return count === expected ? [] : [`${job} was made ${count} times, ${expected} expected`];
      });
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      return `${watch.runs().size} Jobs, one run again`;
    },
  };
}

/** And then no more, whatever else Argo CD does. */
export function hooksRest(cluster: Cluster): Claim<World> {
  return {
    says: `${cluster.name}: no hook runs again after that`,
    by: `every Job that is seen in ${watched} seconds, in which other claims are tried`,
    prove: async ({ jobs }) => {
      if (jobs === undefined) throw new Error('the Jobs are not watched');
      const { watch, runs, since } = jobs;
      await sleep(Math.max(0, since + watched * 1000 - Date.now()));
      await watch.stop();
      const again = [...watch.runs()].filter(([job, count]) => count !== runs.get(job));
      if (again.length > 0)
        throw new Error(again.map(([job, count]) => `${job} was made ${count} times`).join('\n'));
      return `${runs.size} Jobs, ${((Date.now() - since) / 1000).toFixed(0)} s`;
    },
  };
}

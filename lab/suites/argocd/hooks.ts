import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { Cluster } from '../../../lib/plan';
import type { ApiServer } from '../../drivers/api-server';
import { waitSettled } from '../../drivers/applications';
import { edit } from '../../drivers/working-copy';
import { type Claim, waitFor } from '../../harness';
import { applicationNames, commitChange, runningIn, type World } from './world';

const jobsShape = v.object({
  items: v.array(
    v.object({ metadata: v.object({ name: v.string(), namespace: v.string(), uid: v.string() }) }),
  ),
});

/** A hook runs once for a change of its own Application, and then no more. */
export function hooksOnce(cluster: Cluster): Claim<World> {
  const changed = 'kafka/kafka-topics';
  return {
    says: `${cluster.name}: a hook runs once for a change of its Application, no other hook runs, and none runs again`,
    by: 'a topic more in clusters/proxmox.ts, synth, commit, push; every Job that is seen from before the change until 60 seconds after all have settled',
    limit: 240,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const seen = new Map<string, Set<string>>();
      const look = () => lookAtJobs(running.api, seen);
      await look();
      if (!seen.has(changed)) throw new Error(`there is no Job ${changed}`);
      edit(
        world.upstream.copy,
        'clusters/proxmox.ts',
        "[{ name: 'demo-messages' },",
        "[{ name: 'demo-messages' }, { name: 'lab' },",
      );
      await commitChange(world, running, 'Declare a topic');
      await waitFor('the hook to run', 90, async () => {
        await look();
        return (seen.get(changed)?.size ?? 0) > 1 ? true : undefined;
      });
      await waitSettled(running.api, applicationNames(cluster), 90);
      for (let second = 0; second < 60; second++) {
        await look();
        await sleep(1000);
      }
      const wrong = [...seen].flatMap(([job, runs]) => {
        const expected = job === changed ? 2 : 1;
        return runs.size === expected ? [] : [`${job} was made ${runs.size} times, ${expected} expected`];
      });
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      return `${seen.size} Jobs, one run anew`;
    },
  };
}

/** Notes every Job that is there, by the identity that a new one does not share. */
async function lookAtJobs(api: ApiServer, seen: Map<string, Set<string>>): Promise<void> {
  const { body } = await api.ask('GET', '/apis/batch/v1/jobs');
  for (const { metadata } of v.parse(jobsShape, body).items) {
    const name = `${metadata.namespace}/${metadata.name}`;
    seen.set(name, (seen.get(name) ?? new Set()).add(metadata.uid));
  }
}

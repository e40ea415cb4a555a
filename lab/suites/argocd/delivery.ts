import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../lib/plan';
import type { ApiServer } from '../../drivers/api-server';
import { applications, refreshAll, stateOf, waitSettled } from '../../drivers/applications';
import type { ArgoCluster } from '../../drivers/argo-cluster';
import { edit } from '../../drivers/working-copy';
import { type Claim, waitFor } from '../../harness';
import { applicationNames, commitChange, runningIn, type World } from './world';

const file = 'clusters/proxmox.ts';
const memory = "  memory: '3Gi',\n";

/** Gives Kafka and Connect more memory: their manifests change, their Applications do not. */
function moreMemory(copy: string): void {
  edit(copy, file, 'const messages = kafka({', `const messages = kafka({\n${memory}`);
  edit(copy, file, '  database: postgresqlOn(alkaid', `${memory}  database: postgresqlOn(alkaid`);
}

/** Whether Argo CD has applied the change of Connect. */
async function connectChanged(api: ApiServer): Promise<boolean> {
  const path = 'jsonpath={.spec.template.spec.containers[0].resources.limits.memory}';
  const { stdout } = await api.kubectl([
    '-n',
    'kafka-connect',
    'get',
    'deployment',
    'kafka-connect',
    '-o',
    path,
  ]);
  return stdout === '3Gi';
}

/** Changes both while no pod can become ready, so that Kafka stays Progressing. */
async function changeWhileKafkaWaits(
  world: World,
  running: ArgoCluster,
  meanwhile: () => Promise<string>,
): Promise<string> {
  moreMemory(world.upstream.copy);
  running.kubelets.signal('SIGSTOP');
  try {
    // Each Application is compared on its own, and the set lets go what it knows of: Connect first, if it is compared first.
    await commitChange(world, running, 'Give Kafka and Connect more memory', ['kafka']);
    await waitFor('Kafka to be Progressing', 60, async () =>
      (await kafkaHealth(running.api)) === 'Progressing' ? true : undefined,
    );
    await refreshAll(running.api);
    return await meanwhile();
  } finally {
    running.kubelets.signal('SIGCONT');
  }
}

async function kafkaHealth(api: ApiServer): Promise<string | undefined> {
  return (await applications(api)).get('kafka')?.status.health?.status;
}

/** With `delivery: 'waves'` such a commit is not held, and the guide says so. */
export function wavesLetThrough(cluster: Cluster): Claim<World> {
  return {
    says: `proxmox: with delivery: 'waves', a commit that changes only contents is not held: Connect is synced while Kafka is still progressing, as the guide says`,
    by: 'more memory for both, committed while the simulated kubelets are paused; what Argo CD does with Connect is looked at before they go on',
    limit: 240,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const seen = await changeWhileKafkaWaits(world, running, async () => {
        const started = Date.now();
        await waitFor('Connect to be synced', 30, async () =>
          (await connectChanged(running.api)) ? true : undefined,
        );
        const health = await kafkaHealth(running.api);
        if (health !== 'Progressing')
          throw new Error(
            `Kafka is ${health ?? 'unknown'}: the commit was held after all; the guide says otherwise`,
          );
        return `Connect synced ${((Date.now() - started) / 1000).toFixed(0)} s later, Kafka still Progressing`;
      });
      await waitSettled(running.api, applicationNames(cluster), 120);
      return seen;
    },
  };
}

/** With `delivery: 'rolling'` it is held. */
export function rollingHolds(cluster: Cluster): Claim<World> {
  return {
    says: `proxmox: with delivery: 'rolling', a commit that changes only contents is held: Connect is not synced while Kafka is progressing, and is by itself afterwards`,
    by: 'the same commit under one ApplicationSet with a step a wave, seen by Kafka first; Connect is looked at for 20 seconds while the simulated kubelets are paused, and until all has settled when they go on',
    limit: 300,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const looks = await changeWhileKafkaWaits(world, running, async () => {
        for (let look = 0; look < 20; look++) {
          if (await connectChanged(running.api)) {
            const all = [...(await applications(running.api)).values()].map(stateOf);
            throw new Error(`Connect was synced while Kafka was progressing:\n${all.join('\n')}`);
          }
          await sleep(1000);
        }
        const health = await kafkaHealth(running.api);
        if (health !== 'Progressing') throw new Error(`Kafka is ${health ?? 'unknown'}, so nothing was held`);
        return 'held for 20 s';
      });
      await waitFor('Connect to be synced by itself', 150, async () =>
        (await connectChanged(running.api)) ? true : undefined,
      );
      await waitSettled(running.api, ['root', 'kafka', 'kafka-connect'], 150);
      return looks;
    },
  };
}

/** Turns the cluster into one with `delivery: 'rolling'`, and pushes that. */
export async function switchToRolling(world: World): Promise<void> {
  const { upstream } = world;
  const from = "  name: 'proxmox',\n";
  edit(upstream.copy, file, from, `${from}  delivery: 'rolling',\n`);
  await upstream.synth();
  await upstream.push('Deliver wave by wave');
}

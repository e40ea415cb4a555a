import { applications, waitQuiet, waitSettled } from '../../drivers/applications';
import { shippedObjects } from '../../drivers/committed';
import { resourcesOf } from '../../drivers/resources';
import { edit } from '../../drivers/working-copy';
import { type Claim, waitFor } from '../../harness';
import type { Start } from './first-sync';
import { freeStuckRemovals } from './stuck-removal';
import { applicationNames, commitChange, runningIn, type World } from './world';

const removed = ['kafka', 'kafka-connect', 'demo-producer'];
const namespaces = ['kafka', 'kafka-connect', 'demo'];

/** Components that are taken out of the cluster take their objects along, but not their data. */
export function removedComponents({ cluster, label }: Start): Claim<World> {
  return {
    says: `${label}: components that are removed take their objects, projects and policies along; their namespaces, volumes and hand-made Secrets stay, and what is left is Synced and Healthy`,
    by: 'Kafka, Connect and the producer taken out of clusters/proxmox.ts, synth, commit, push; every object of theirs is asked for at the API server, and every Application that is left; what Argo CD leaves hanging is freed after 45 s, as the guide says',
    limit: 360,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const { api } = running;
      const claims = async () =>
        (await api.kubectl(['get', 'persistentvolumeclaims', '-A', '-o', 'name'])).stdout;
      // Argo CD takes no Application away while a sync of it runs or is tried again.
      await waitQuiet(api, applicationNames(cluster), 120);
      const claimed = await claims();
      if (claimed.trim() === '') throw new Error('no volume is claimed before');
      const file = 'clusters/proxmox.ts';
      edit(world.upstream.copy, file, ', messages, sink, producer]', ']');
      edit(world.upstream.copy, file, "  secrets: { 'kafka-connect/postgresql': { from: 'manual' } },\n", '');
      await commitChange(world, running, 'Remove the pipeline');
      const patience = Date.now() + 45_000;
      const helped = new Set<string>();
      await waitFor('the Applications to be gone', 150, async () => {
        const names = [...(await applications(api)).keys()];
        if (!removed.some((name) => names.includes(name))) return true;
        if (Date.now() > patience)
          for (const what of await freeStuckRemovals(api, removed, namespaces)) helped.add(what);
        return undefined;
      });
      const resources = resourcesOf(api);
      const objects = shippedObjects(world.tree, cluster.name).filter(
        ({ app, object }) =>
          removed.includes(app) ||
          namespaces.includes(object.metadata.namespace ?? '') ||
          // Their Applications and projects.
          (app === 'root' && removed.includes(object.metadata.name)),
      );
      const leftover = async (): Promise<readonly string[]> => {
        const statuses = await Promise.all(
          objects.map(async ({ object, path }) => ({
            path,
            status: (await api.ask('GET', await resources.path(object))).status,
          })),
        );
        return statuses.filter(({ status }) => status !== 404).map(({ path }) => path);
      };
      await waitFor('their objects to be gone', 90, async () => {
        const left = await leftover();
        if (left.length > 0) throw new Error(left.join(', '));
        return true;
      });
      const left = applicationNames(cluster).filter((name) => !removed.includes(name));
      await waitSettled(api, left, 90);
      for (const namespace of namespaces) await api.kubectl(['get', 'namespace', namespace]);
      await api.kubectl(['-n', 'kafka-connect', 'get', 'secret', 'postgresql']);
      if ((await claims()) !== claimed)
        throw new Error(`volumes before:\n${claimed}and after:\n${await claims()}`);
      return `${objects.length} objects gone${helped.size > 0 ? `; by hand: ${[...helped].join(', ')}` : ''}`;
    },
  };
}

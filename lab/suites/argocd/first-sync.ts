import type { Cluster } from '../../../lib/plan';
import { startArgoCluster } from '../../drivers/argo-cluster';
import { waitSettled } from '../../drivers/applications';
import { shippedObjects } from '../../drivers/committed';
import { resourcesOf } from '../../drivers/resources';
import { outOfOrder } from '../../drivers/sync-record';
import type { Claim } from '../../harness';
import { applicationNames, runningIn, type World } from './world';

/** A cluster as it is committed, or changed before it is first synced. */
export interface Start {
  readonly cluster: Cluster;
  /** Its name in claims. */
  readonly label: string;
  /** Changes the working copy before. @default it is as committed */
  readonly change?: (world: World) => Promise<void>;
}

/** A person brings Argo CD to an empty cluster, and everything comes. */
export function firstSync({ cluster, label, change }: Start): Claim<World> {
  return {
    says: `${label}: after the commands of its bootstrap page every Application becomes Synced and Healthy, and every object is there`,
    by: 'the commands of the page, word for word, on an empty cluster; Argo CD syncs the committed tree from a git server, and stand-ins for charts under the names and versions of the real ones; each object is asked for at the API server',
    limit: 420,
    prove: async (world) => {
      await world.running?.stop();
      world.running = undefined;
      const { scene, upstream } = world;
      await upstream.reset();
      await change?.(world);
      const tree = upstream.copy;
      const { running, record } = await startArgoCluster(scene, cluster, tree, upstream.trust);
      world.running = running;
      world.first = record.seen;
      const all = await waitSettled(running.api, applicationNames(cluster), 300);
      await record.stop();
      const resources = resourcesOf(running.api);
      const objects = shippedObjects(tree, cluster.name).filter(
        ({ object }) => object.metadata.annotations?.['argocd.argoproj.io/hook'] === undefined,
      );
      const absent: string[] = [];
      for (const { object, path } of objects) {
        const { status } = await running.api.ask('GET', await resources.path(object));
        if (status !== 200) absent.push(`${path}: ${status}`);
      }
      if (absent.length > 0) throw new Error(`not in the cluster:\n${absent.join('\n')}`);
      const fromCharts = [...all.values()].reduce(
        (sum, { status }) => sum + (status.resources?.length ?? 0),
        0,
      );
      return `${all.size} Applications, ${objects.length} objects of ours, ${fromCharts} in all`;
    },
  };
}

/** What depends on something starts when that has settled. */
export function firstOrder({ cluster, label }: Start): Claim<World> {
  return {
    says: `${label}: on the first sync nothing starts before what it depends on has settled`,
    by: 'the first start and the first Synced and Healthy of each Application, looked at four times a second, held against the dependencies of the plan, and against the order of the waves',
    prove: (world) => {
      runningIn(world, cluster.name);
      const { pairs, after } = dependencyPairs(cluster);
      const wrong = outOfOrder(world.first, after);
      if (wrong.length > 0) throw new Error(wrong.join('\n'));
      return `${pairs} pairs`;
    },
  };
}

/** What must have settled before an Application starts: what it depends on, and everything of earlier waves. */
export function dependencyPairs(cluster: Cluster): {
  readonly pairs: number;
  readonly after: ReadonlyMap<string, readonly string[]>;
} {
  const components = cluster.plan?.components ?? [];
  const after = new Map(
    components.map(({ name, after: direct, wave }) => {
      const earlier = components.filter((other) => other.wave < wave).map((other) => other.name);
      return [name, [...new Set(['namespaces', ...direct, ...earlier])]] as const;
    }),
  );
  const pairs = [...after.values()].reduce((sum, list) => sum + list.length, 0);
  if (pairs === 0) throw new Error('no Application depends on another');
  return { pairs, after };
}

import type { Cluster } from '../../../lib/plan';
import { applications, stateOf, syncChosen, waitRefreshed, waitSettled } from '../../drivers/applications';
import { resourcesOf } from '../../drivers/resources';
import { shippedObjects } from '../../drivers/committed';
import { edit } from '../../drivers/working-copy';
import { type Claim, waitFor } from '../../harness';
import { applicationNames, commitChange, runningIn, type World } from './world';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is written the same again changes nothing. */
export function quietCommit(cluster: Cluster): Claim<World> {
  return {
    says: `${cluster.name}: a second synth and a commit without changes make no Application OutOfSync, and sync nothing`,
    by: 'npm run synth in a working copy, which leaves git nothing to commit; an empty commit, a hard refresh of every Application, and 5 seconds of looking at them when Argo CD has compared each with the commit',
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const before = await applications(running.api);
      const commit = await commitChange(world, running, 'Nothing');
      const { copy } = world.upstream;
      const show = ['-C', copy, '-c', 'safe.directory=*', 'show', '--stat', '--format=', commit];
      const { stdout } = await world.scene.run('git', show);
      if (stdout.trim() !== '') throw new Error(`synth changed what is committed:\n${stdout}`);
      const compared = (await waitRefreshed(running.api)).get('root')?.status.sync?.revision;
      if (compared !== commit)
        throw new Error(`root was compared with ${compared ?? 'nothing'}, not ${commit}`);
      const end = Date.now() + 5000;
      let looks = 0;
      do {
        const all = [...(await applications(running.api)).values()];
        const bad = all.filter((each) => {
          const was = before.get(each.metadata.name);
          return (
            each.operation !== undefined ||
            each.status.sync?.status !== was?.status.sync?.status ||
            each.status.operationState?.startedAt !== was?.status.operationState?.startedAt
          );
        });
        if (bad.length > 0) throw new Error(`synced, or to be synced:\n${bad.map(stateOf).join('\n')}`);
        looks++;
        await sleep(500);
      } while (Date.now() < end);
      return `${before.size} Applications, ${looks} looks`;
    },
  };
}

/** What a person changes in the cluster is put back. */
export function selfHeal(cluster: Cluster): Claim<World> {
  return {
    says: `${cluster.name}: a change by hand is undone, and a deleted object comes back`,
    by: 'brokers that were scaled away, a setting that was changed and a ConfigMap that was deleted, all with kubectl; each is looked at until it is as shipped',
    prove: async (world) => {
      const { api } = runningIn(world, cluster.name);
      const kubectl = async (...args: readonly string[]) =>
        (await api.kubectl(args, { codes: [0, 1] })).stdout;
      const brokers = () =>
        kubectl('-n', 'kafka', 'get', 'statefulset', 'kafka', '-o', 'jsonpath={.spec.replicas}');
      const settings = () => kubectl('-n', 'kafka', 'get', 'configmap', 'kafka', '-o', 'jsonpath={.data}');
      const deleted = () =>
        kubectl('-n', 'kafka-connect', 'get', 'configmap', 'kafka-connect', '-o', 'jsonpath={.data}');
      const shipped = [await brokers(), await settings(), await deleted()];
      await kubectl('-n', 'kafka', 'scale', 'statefulset', 'kafka', '--replicas', '0');
      const patch = JSON.stringify({ data: { 'server.properties': 'log.dirs=/tmp' } });
      await kubectl('-n', 'kafka', 'patch', 'configmap', 'kafka', '--type', 'merge', '--patch', patch);
      await kubectl('-n', 'kafka-connect', 'delete', 'configmap', 'kafka-connect');
      const started = Date.now();
      try {
        await waitFor('all to be as shipped', 60, async () => {
          const now = [await brokers(), await settings(), await deleted()];
          return now.every((text, index) => text === shipped[index]) ? true : undefined;
        });
      } catch (error) {
        // Later claims are about other things, hooks among them.
        const config = { group: '', kind: 'ConfigMap' };
        await syncChosen(api, 'kafka', [
          { group: 'apps', kind: 'StatefulSet', name: 'kafka' },
          { ...config, name: 'kafka' },
        ]);
        await syncChosen(api, 'kafka-connect', [{ ...config, name: 'kafka-connect' }]);
        await waitSettled(api, applicationNames(cluster), 120);
        throw error;
      }
      const healed = (Date.now() - started) / 1000;
      await waitSettled(api, applicationNames(cluster), 120);
      return `put back after ${healed.toFixed(0)} s`;
    },
  };
}

/** An object with another name replaces the one that had the old name. */
export function renamedObject(cluster: Cluster, from: string, to: string): Claim<World> {
  return {
    says: `${cluster.name}: an object that is renamed is made under its new name, and the old one is pruned`,
    by: `${from} renamed to ${to} in clusters/${cluster.name}.ts, synth, commit, push; both names are asked for at the API server`,
    prove: async (world) => {
      const running = runningIn(world, cluster.name);
      const old = shippedObjects(world.tree, cluster.name).find(
        ({ object }) => object.metadata.name === from,
      );
      if (old === undefined) throw new Error(`nothing that ships is named ${from}`);
      const resources = resourcesOf(running.api);
      const path = await resources.path(old.object);
      const next = path.replace(new RegExp(`${from}$`), to);
      edit(world.upstream.copy, `clusters/${cluster.name}.ts`, `'${from}'`, `'${to}'`);
      await commitChange(world, running, `Rename ${from} to ${to}`);
      const status = async (asked: string) => (await running.api.ask('GET', asked)).status;
      await waitFor('the new object', 60, async () => ((await status(next)) === 200 ? true : undefined));
      await waitFor('the old object to be gone', 60, async () =>
        (await status(path)) === 404 ? true : undefined,
      );
      await waitSettled(running.api, applicationNames(cluster), 60);
      return `${old.object.kind} ${from}`;
    },
  };
}

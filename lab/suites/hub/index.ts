import * as v from 'valibot';
import { startEmptyCluster } from '../../drivers/argo-cluster';
import { applications, applicationsPath, waitSettled } from '../../drivers/applications';
import { followBootstrapPage } from '../../drivers/bootstrap-page';
import { shippedObjects } from '../../drivers/committed';
import { ownTree } from '../../drivers/own-tree';
import { resourcesOf } from '../../drivers/resources';
import { startUpstream } from '../../drivers/upstream';
import type { ApiServer } from '../../drivers/api-server';
import { type Claim, needing, suite, waitFor } from '../../harness';
import { firstOrder, firstSync } from '../argocd/first-sync';
import { runningIn, type World as ArgoWorld } from '../argocd/world';
import { hub, spoke, spokeApi } from './clusters';

interface World extends ArgoWorld {
  /** The spoke, once it runs. */
  spoke: ApiServer | undefined;
}

const start = { cluster: hub, label: 'hub' };
const brought: Claim<World> = firstSync(start);

/** Names of the spoke's Applications, as they are in the hub. */
const spokeApplications = [
  'root',
  'namespaces',
  ...(spoke.plan?.components ?? []).map(({ name }) => name),
].map((name) => `spoke-${name}`);

const delivers: Claim<World> = {
  says: 'After the commands of the bootstrap page of a cluster with a hub, every Application of it becomes Synced and Healthy in the hub, and its objects are in the cluster itself and not in the hub',
  by: "the commands of the page, word for word, with the kubeconfigs of both; two API servers, and the hub's Argo CD, which comes with the account that the page makes; each object is asked for at both",
  limit: 300,
  prove: async (world) => {
    const { scene, upstream } = world;
    const { api: hubApi } = runningIn(world, 'hub');
    await scene.run('ip', ['address', 'replace', `${spokeApi.address}/32`, 'dev', 'lo']);
    const { api } = await startEmptyCluster(scene, spoke, spokeApi);
    world.spoke = api;
    await followBootstrapPage(scene, api, upstream.copy, 'spoke', {
      ...upstream.trust,
      HUB: hubApi.kubeconfig,
    });
    const settled = await waitSettled(hubApi, spokeApplications, 200);
    const objects = shippedObjects(upstream.copy, 'spoke');
    const [here, there] = [resourcesOf(api), resourcesOf(hubApi)];
    const wrong: string[] = [];
    for (const { app, object, path } of objects) {
      const ofArgoCd = app === 'root';
      const inSpoke = ofArgoCd ? 404 : (await api.ask('GET', await here.path(object))).status;
      const { status: inHub } = await hubApi.ask('GET', await there.path(object));
      const expected = ofArgoCd ? [404, 200] : [200, 404];
      if (inSpoke !== expected[0] || inHub !== expected[1])
        wrong.push(`${path}: ${inSpoke} in the spoke, ${inHub} in the hub`);
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return `${settled.size} Applications, ${objects.length} objects`;
  },
};

const staysInside: Claim<World> = {
  says: 'An Application in a project of the spoke cannot deliver to the hub, where the same Argo CD may do everything',
  by: "an Application that is one of the spoke's but for its destination, the hub: Argo CD's condition InvalidSpecError, and nothing of it in the hub",
  prove: async (world) => {
    const { api } = runningIn(world, 'hub');
    const { body } = await api.ask('GET', `${applicationsPath}/spoke-report`);
    const { spec } = v.parse(
      v.looseObject({ spec: v.looseObject({ destination: v.looseObject({}) }) }),
      body,
    );
    const stray = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'stray', namespace: 'argocd' },
      spec: { ...spec, destination: { ...spec.destination, server: 'https://kubernetes.default.svc' } },
    };
    await api.ask('POST', applicationsPath, { body: stray });
    const message = await waitFor('Argo CD to refuse the Application', 60, async () => {
      const conditions = (await applications(api)).get('stray')?.status.conditions ?? [];
      return conditions.find(({ type }) => type === 'InvalidSpecError')?.message;
    });
    const { status } = await api.ask('GET', '/apis/apps/v1/namespaces/report/deployments/report');
    if (status !== 404) throw new Error(`Deployment report is in the hub: ${status}`);
    await api.ask('DELETE', `${applicationsPath}/stray`);
    return message.split('\n', 1).join('');
  },
};

export const hubSuite = suite<World>({
  name: 'hub',
  title: 'one Argo CD 3.5 for two clusters, with two API servers, their controllers and simulated kubelets',
  programs: ['kubernetes', 'kwok', 'argo-cd', 'helm', 'definitions'],
  tools: ['etcd', 'redis', 'openssl'],
  memory: 3,
  seconds: 90,
  start: async (scene) => {
    const tree = await ownTree(scene, {
      name: 'hub-and-spoke',
      copied: [['lab/suites/hub/clusters.ts', 'clusters/hub.ts']],
      exports: ['hub', 'spoke'],
      file: 'hub',
    });
    const upstream = await startUpstream(scene, tree);
    return { scene, tree, upstream, running: undefined, first: new Map(), jobs: undefined, spoke: undefined };
  },
  claims: [
    brought,
    ...needing([brought], [firstOrder(start), delivers, ...needing([delivers], [staysInside])]),
  ],
});

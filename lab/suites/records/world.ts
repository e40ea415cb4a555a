import * as v from 'valibot';
import { type ApiServer, startApiServer } from '../../drivers/api-server';
import { type Cloudflare, cloudflareAccount, cloudflareHost } from '../../drivers/cloudflare';
import { committedTree, type KubeObject, shippedObjects } from '../../drivers/committed';
import { definitionsOfProduct, loadDefinitions } from '../../drivers/definitions';
import { type ExternalDnsValues, externalDnsValues, startExternalDns } from '../../drivers/external-dns';
import { startInternet, type Trust } from '../../drivers/internet';
import { applyObject, refusal, type Resources, resourcesOf } from '../../drivers/resources';
import { versionsIn } from '../../drivers/sources';
import type { Scene, Server } from '../../harness';
import { usedCharts } from '../../charts/used';

/** external-dns, and the account at Cloudflare that it writes to. */
export interface World {
  readonly scene: Scene;
  readonly api: ApiServer;
  readonly resources: Resources;
  readonly cloudflare: Cloudflare;
  readonly trust: Trust;
  /** The Gateway and the routes that ship for pi. */
  readonly objects: readonly KubeObject[];
  /** Values of the chart that ship for pi. */
  readonly values: ExternalDnsValues;
  /** The one that runs. */
  server: Server;
}

/** The zone of the cluster file. */
export const zone = 'example.com';
const token = 'a-token-of-the-right-account';

/** What the owners have in the zone beside; of the last name a route will want a record. */
export const foreign = [
  { type: 'A', name: `www.${zone}`, content: '203.0.113.80' },
  { type: 'TXT', name: zone, content: '"v=spf1 -all"' },
  { type: 'A', name: `taken.${zone}`, content: '203.0.113.81' },
];

/** Starts an API server with the Gateway and the routes of pi, all accepted, and external-dns as it ships for pi. */
export async function startWorld(scene: Scene): Promise<World> {
  const all = shippedObjects(await committedTree(scene), 'pi').map(({ object }) => object);
  const objects = all.filter(({ kind }) => kind === 'Gateway' || kind === 'HTTPRoute');
  const chart = usedCharts(all, 'pi').find((one) => one.chart === 'external-dns');
  if (chart === undefined) throw new Error('pi ships no external-dns');
  const api = await startApiServer(scene);
  await loadDefinitions(api, definitionsOfProduct(scene, 'gateway-api', versionsIn(all)));
  const resources = resourcesOf(api);
  const cloudflare = cloudflareAccount(zone, token, () => undefined);
  cloudflare.add(...foreign);
  const trust = await startInternet(scene, { [cloudflareHost]: cloudflare.handler });
  const world = { scene, api, resources, cloudflare, trust, objects };
  for (const name of new Set(objects.map(({ metadata }) => metadata.namespace ?? '')))
    await apply(world, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const object of objects) await apply(world, object);
  const values = externalDnsValues(chart.values);
  return { ...world, values, server: await run(world, 'external-dns', values) };
}

/** Starts external-dns with values of its chart. */
export function run(
  { scene, api, trust }: Pick<World, 'scene' | 'api' | 'trust'>,
  name: string,
  values: ExternalDnsValues,
): Promise<Server> {
  return startExternalDns(scene, api, { name, values, token, trust });
}

const routeShape = v.object({
  metadata: v.object({ generation: v.number() }),
  spec: v.object({ parentRefs: v.array(v.looseObject({})) }),
});

/** Applies an object, and says of a route what Cilium's operator says when it takes it. */
export async function apply(
  { api, resources }: Pick<World, 'api' | 'resources'>,
  object: KubeObject,
): Promise<void> {
  const answer = await applyObject(api, resources, object);
  const why = refusal(answer);
  if (why !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${why}`);
  if (object.kind !== 'HTTPRoute') return;
  const { metadata, spec } = v.parse(routeShape, answer.body);
  const accepted = {
    ...{ type: 'Accepted', status: 'True', reason: 'Accepted', message: 'by the lab' },
    ...{ lastTransitionTime: new Date().toISOString(), observedGeneration: metadata.generation },
  };
  const parents = spec.parentRefs.map((parentRef) => ({
    ...{ parentRef, controllerName: 'io.cilium/gateway-controller', conditions: [accepted] },
  }));
  const status = await api.ask('PATCH', `${await resources.path(object)}/status`, {
    body: { status: { parents } },
    type: 'application/merge-patch+json',
  });
  const failed = refusal(status);
  if (failed !== undefined) throw new Error(`status of ${object.metadata.name}: ${failed}`);
}

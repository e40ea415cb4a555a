import * as v from 'valibot';
import type { ApiServer } from '../../drivers/api-server';
import { startApiServer } from '../../drivers/api-server';
import { startCertManager } from '../../drivers/cert-manager';
import { type Cloudflare, cloudflareAccount, cloudflareHost } from '../../drivers/cloudflare';
import { committedTree, type KubeObject, shippedObjects } from '../../drivers/committed';
import { definitionsFor, loadDefinitions } from '../../drivers/definitions';
import { startInternet } from '../../drivers/internet';
import { type Pebble, startPebble } from '../../drivers/pebble';
import { copyProject } from '../../drivers/project-copy';
import { applyObject, refusal, type Resources, resourcesOf } from '../../drivers/resources';
import { versionsIn } from '../../drivers/sources';
import { startZoneServer, type ZoneServer } from '../../drivers/zone-server';
import type { Ran, Scene } from '../../harness';

/** cert-manager, and everything outside that it asks for the certificates of pi. */
export interface World {
  readonly scene: Scene;
  readonly api: ApiServer;
  readonly resources: Resources;
  readonly cloudflare: Cloudflare;
  readonly dns: ZoneServer;
  readonly pebble: Pebble;
  /** What ships for pi's cert-manager and its Gateway, without the routes. */
  readonly objects: readonly KubeObject[];
  /** What synth says to a misspelt issuer and to a host outside the zone, both in pi's file. */
  readonly refused: Ran;
}

/** The zone of the cluster file. */
const zone = 'example.com';
/** The token that the account knows. */
export const token = 'a-token-of-the-right-account';
/** What the owners have in the zone beside. */
export const foreign = [
  { type: 'A', name: `www.${zone}`, content: '203.0.113.80' },
  { type: 'TXT', name: zone, content: 'v=spf1 -all' },
];
/** RFC 5737. */
const nameServer = '198.51.100.53';

/** Starts an API server with cert-manager, Pebble under the names of Let's Encrypt, and an account at Cloudflare. */
export async function startWorld(scene: Scene): Promise<World> {
  const tree = await committedTree(scene);
  const all = shippedObjects(tree, 'pi');
  const objects = all.flatMap(({ app, object }) =>
    (app === 'cert-manager' || app === 'gateway') && object.kind !== 'HTTPRoute' ? [object] : [],
  );
  const [api, dns, refused] = await Promise.all([
    startApiServer(scene),
    startZoneServer(scene, zone, nameServer),
    synthWithMistakes(scene),
  ]);
  const cloudflare = cloudflareAccount(zone, token, dns.take);
  cloudflare.add(...foreign);
  const pebble = await startPebble(scene, nameServer);
  const trust = await startInternet(
    scene,
    {
      [cloudflareHost]: cloudflare.handler,
      'acme-v02.api.letsencrypt.org': pebble.handler,
      'acme-staging-v02.api.letsencrypt.org': pebble.handler,
    },
    { [nameServer]: [dns.name] },
  );
  const definitions = definitionsFor(scene, objects, versionsIn(all.map(({ object }) => object)));
  const used = new Set(objects.map(({ apiVersion }) => apiVersion.split('/')[0]));
  await loadDefinitions(
    api,
    [...definitions.pinned, ...definitions.others].filter(({ metadata: { name } }) =>
      [...used, 'acme.cert-manager.io'].some((group) => name.endsWith(`.${group ?? ''}`)),
    ),
  );
  const resources = resourcesOf(api);
  const namespaces = all.flatMap(({ object }) =>
    object.kind === 'Namespace' && ['cert-manager', 'gateway'].includes(object.metadata.name) ? [object] : [],
  );
  for (const namespace of namespaces) await apply({ api, resources }, namespace);
  await writeToken(api, 'of-another-account');
  await startCertManager(scene, api, trust, nameServer);
  return { scene, api, resources, cloudflare, dns, pebble, objects, refused };
}

async function synthWithMistakes(scene: Scene): Promise<Ran> {
  const project = await copyProject(scene);
  const file = 'clusters/pi.ts';
  project.replace(file, 'route: { tls: trusted }', "route: { tls: { from: 'issuer', issuer: 'prodution' } }");
  project.replace(file, "placeholder('app.example.com', 'name of the app')", "'app.example.org'");
  return project.asterism(['synth']);
}

/** Applies an object, which the API server has to take. */
export async function apply(
  { api, resources }: Pick<World, 'api' | 'resources'>,
  object: KubeObject,
): Promise<void> {
  const why = refusal(await applyObject(api, resources, object));
  if (why !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${why}`);
}

/** Puts a token into the Secret that the owners make by hand. */
export async function writeToken(api: ApiServer, value: string): Promise<void> {
  const secret = {
    ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'cloudflare', namespace: 'cert-manager' } },
    stringData: { 'api-token': value },
  };
  await api.kubectl(['apply', '-f', '-'], { input: JSON.stringify(secret) });
}

const statusShape = v.object({
  status: v.optional(
    v.object({
      state: v.optional(v.string()),
      reason: v.optional(v.string()),
      conditions: v.optional(
        v.array(
          v.object({
            type: v.string(),
            status: v.string(),
            reason: v.string(),
            message: v.optional(v.string(), ''),
          }),
        ),
        [],
      ),
    }),
    {},
  ),
});

/** Asks for an object and what its controller says of it. */
export async function statusOf(
  { api, resources }: Pick<World, 'api' | 'resources'>,
  object: KubeObject,
): Promise<v.InferOutput<typeof statusShape>['status']> {
  return v.parse(statusShape, (await api.ask('GET', await resources.path(object))).body).status;
}

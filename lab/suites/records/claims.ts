import * as v from 'valibot';
import type { KubeObject } from '../../drivers/committed';
import { type Claim, waitFor } from '../../harness';
import { mailService, mailValues } from './mail';
import { apply, foreign, run, type World, zone } from './world';

const routeShape = v.object({ spec: v.object({ hostnames: v.optional(v.array(v.string()), []) }) });

/** A host to what its record leads to. */
type Records = Readonly<Record<string, string>>;

/** The hosts of the routes, all with one address. */
function hostsOf(objects: readonly KubeObject[], address: string): Records {
  const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
  const hosts = routes.flatMap((route) => v.parse(routeShape, route).spec.hostnames);
  return Object.fromEntries(hosts.map((host) => [host, address]));
}

const targetKey = 'external-dns.alpha.kubernetes.io/target';

function targetOf(objects: readonly KubeObject[]): string {
  const gateway = objects.find(({ kind }) => kind === 'Gateway');
  return gateway?.metadata.annotations?.[targetKey] ?? 'no target';
}

/** Hosts that no route of pi has, with the domain itself and all names below it. */
const more = [`new.${zone}`, zone, `*.${zone}`];
const moved = '203.0.113.200';

export const writes: Claim<World> = {
  says: 'For each host of the exposures of pi there is one record, to the public address of the cluster file, with a record of its owner beside it; and there is no other one that was not there before',
  by: "external-dns itself, with the arguments that its chart makes of the values that ship, reads the Gateway and the routes that ship; all records of the account's zone are compared",
  prove: async (world) => {
    const { objects } = world;
    const expected = hostsOf(objects, targetOf(objects));
    await settled(world, expected);
    return `${Object.keys(expected).length} hosts, ${foreign.length} other records`;
  },
};

export const follows: Claim<World> = {
  says: 'A new route gets its records, those of the domain itself and of all names below it among them, and a new public address reaches every record of its own',
  by: 'a route with more hosts, then another target on the Gateway; all records of the zone are compared after each',
  prove: async (world) => {
    const { objects } = world;
    await apply(world, routeTo(world, [...more, `taken.${zone}`]));
    const target = targetOf(objects);
    await settled(world, {
      ...hostsOf(objects, target),
      ...Object.fromEntries(more.map((host) => [host, target])),
    });
    for (const gateway of objects.filter(({ kind }) => kind === 'Gateway'))
      await apply(world, withTarget(gateway, moved));
    const expected = {
      ...hostsOf(objects, moved),
      ...Object.fromEntries(more.map((host) => [host, moved])),
    };
    await settled(world, expected);
    return `${Object.keys(expected).length} hosts`;
  },
};

export const spares: Claim<World> = {
  says: 'A record that a person made stays as it is, though a route has its host',
  by: 'the record of that host after the route came and the address changed; what external-dns changed at Cloudflare names no record of a person',
  prove: ({ cloudflare }) => {
    const found = cloudflare.records().filter(({ name }) => name === `taken.${zone}`);
    const texts = found.map(({ type, content }) => `${type} ${content}`).join(', ');
    if (texts !== 'A 203.0.113.81') throw new Error(`taken.${zone}: ${texts}`);
    return `${cloudflare.changes().length} changes`;
  },
};

export const keeps: Claim<World> = {
  says: "When a route goes, its records stay; with policy 'sync' they go, and every other record stays",
  by: 'the route removed, and six seconds without a change; then external-dns with the other policy',
  prove: async (world) => {
    const { api, resources, cloudflare, objects, values, server } = world;
    const before = cloudflare.changes().length;
    await api.ask('DELETE', await resources.path(routeTo(world, more)));
    await new Promise((resolve) => setTimeout(resolve, 6000));
    if (cloudflare.changes().length !== before) throw new Error(cloudflare.changes().join('\n'));
    await server.stop();
    world.server = await run(world, 'external-dns-sync', { ...values, policy: 'sync' });
    await settled(world, hostsOf(objects, moved));
    return `${more.length} hosts`;
  },
};

export const balances: Claim<World> = {
  says: 'The hosts of an app with an address of its own get records, too',
  by: 'the Service and the values that asterism makes for such an app, of a cluster of its own',
  prove: async (world) => {
    await world.server.stop();
    await apply(world, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: mailService.metadata.namespace ?? '' },
    });
    await apply(world, mailService);
    world.server = await run(world, 'external-dns-service', mailValues);
    const host = `mail.${zone}`;
    await waitFor(`the records of ${host}`, 30, () => {
      const own = world.cloudflare.records().filter(({ name }) => name.endsWith(host));
      const texts = own.map(({ type, name, content }) => `${type} ${name} ${content}`).sort();
      return texts[0] === `A ${host} 203.0.113.7` && texts[1]?.includes('external-dns/owner=post') === true
        ? true
        : undefined;
    });
    return host;
  },
};

/** A route of the Gateway with these hosts, by HTTP. */
function routeTo({ objects }: World, hostnames: readonly string[]): KubeObject {
  const shipped = objects.find(
    ({ kind, metadata }) => kind === 'HTTPRoute' && metadata.namespace === 'gateway',
  );
  if (shipped === undefined) throw new Error('no route of the namespace of the Gateway ships');
  const spec = v.parse(v.looseObject({}), shipped['spec']);
  return { ...shipped, metadata: { ...shipped.metadata, name: 'more' }, spec: { ...spec, hostnames } };
}

function withTarget(gateway: KubeObject, target: string): KubeObject {
  const annotations = { ...gateway.metadata.annotations, [targetKey]: target };
  return { ...gateway, metadata: { ...gateway.metadata, annotations } };
}

/** Waits until the zone has these records, those of their owner, and those of people, and nothing else. */
async function settled({ cloudflare, values }: World, expected: Records): Promise<void> {
  const heritage = `"heritage=external-dns,external-dns/owner=${values.txtOwnerId},`;
  const wanted = [
    ...foreign.map(({ type, name, content }) => `${type} ${name} ${content}`),
    ...Object.entries(expected).flatMap(([host, address]) => [
      `A ${host} ${address}`,
      `TXT _owner-a.${host.replace('*', 'any-name-below')} ${heritage}`,
    ]),
  ].sort();
  let found: readonly string[] = [];
  await waitFor('the records', 30, () => {
    found = cloudflare
      .records()
      .map(({ type, name, content }) => `${type} ${name} ${ownerPart(content, heritage)}`)
      .sort();
    return found.join('\n') === wanted.join('\n') ? true : undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}; expected\n${wanted.join('\n')}\nfound\n${found.join('\n')}`);
  });
}

/** A text of ownership without what comes after the owner: the object of the record. */
function ownerPart(content: string, heritage: string): string {
  return content.startsWith(heritage) ? heritage : content;
}

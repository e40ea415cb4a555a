import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KubeObject } from '../../drivers/committed';
import { type Claim, type Scene, waitFor } from '../../harness';
import { apply, foreign, statusOf, type World } from './world';

const gatewayShape = v.object({
  spec: v.object({
    listeners: v.array(
      v.object({
        hostname: v.optional(v.string()),
        tls: v.optional(v.object({ certificateRefs: v.array(v.object({ name: v.string() })) })),
      }),
    ),
  }),
});

const secretShape = v.object({ data: v.object({ 'tls.crt': v.string(), 'tls.key': v.string() }) });

/** The hosts of the Gateway, each with the Secret that its listener names. */
export function securedHosts(objects: readonly KubeObject[]): readonly { host: string; secret: string }[] {
  return objects
    .filter(({ kind }) => kind === 'Gateway')
    .flatMap((gateway) => v.parse(gatewayShape, gateway).spec.listeners)
    .flatMap(({ hostname: host, tls }) =>
      host === undefined ? [] : (tls?.certificateRefs ?? []).map(({ name: secret }) => ({ host, secret })),
    );
}

export const registers: Claim<World> = {
  says: "The issuers that ship register with both servers of Let's Encrypt, by the addresses that ship",
  by: "cert-manager's own controllers, and Pebble, which answers under the names of Let's Encrypt; each ClusterIssuer becomes Ready",
  prove: async (world) => {
    const issuers = world.objects.filter(({ kind }) => kind === 'ClusterIssuer');
    for (const issuer of issuers) await apply(world, issuer);
    await Promise.all(issuers.map((issuer) => ready(world, issuer)));
    return `${issuers.length} issuers`;
  },
};

export const issues: Claim<World> = {
  says: "Each host of pi's Gateway gets its certificate, in the Secret that its listener names: the chain leads to the root, it is for that host, and the key is its own",
  by: "cert-manager's own controllers write the record with the token of the Secret; Pebble asks the zone's name server and issues; openssl checks the chain, the host, the use and the key",
  limit: 150,
  prove: async (world) => {
    const { scene, objects, api, pebble } = world;
    const certificates = objects.filter(({ kind }) => kind === 'Certificate');
    await Promise.all(certificates.map((certificate) => ready(world, certificate)));
    const hosts = securedHosts(objects);
    for (const { host, secret } of hosts) {
      const { body } = await api.ask('GET', `/api/v1/namespaces/gateway/secrets/${secret}`);
      const { data } = v.parse(secretShape, body);
      await checkCertificate(scene, host, pebble.root, data['tls.crt'], data['tls.key']);
    }
    if (hosts.length !== certificates.length)
      throw new Error(`${certificates.length} Certificates for ${hosts.length} listeners with TLS`);
    return `${hosts.length} certificates`;
  },
};

export const tidies: Claim<World> = {
  says: 'The zone is as it was before: each record that proved a name is gone, and no other one was touched',
  by: "the records of the account before and after; the zone's name server was asked for each of them by Pebble and by cert-manager",
  prove: async ({ cloudflare, dns, objects }) => {
    const left = await waitFor('the records to be removed', 30, () => {
      const records = cloudflare.records();
      return records.length === foreign.length ? records : undefined;
    });
    const [before, after] = [foreign, left].map((records) =>
      records.map(({ type, name, content }) => `${type} ${name} ${content}`).join('\n'),
    );
    if (before !== after) throw new Error(`the zone has other records than before:\n${after ?? ''}`);
    const hosts = securedHosts(objects).map(({ host }) => host);
    const asked = dns.asked();
    const unasked = hosts.filter((host) => !asked.includes(`TXT _acme-challenge.${host}`));
    if (unasked.length > 0) throw new Error(`the name server was not asked for ${unasked.join(', ')}`);
    const changes = cloudflare.changes().length;
    if (changes !== 2 * hosts.length) throw new Error(cloudflare.changes().join('\n'));
    return `${changes} changes, ${left.length} other records`;
  },
};

/** Waits until an object of cert-manager is Ready. */
async function ready(world: World, object: KubeObject): Promise<void> {
  let last = '';
  // Once cert-manager has found the record, it sleeps for a minute (`Check` in pkg/issuer/acme/dns/dns.go).
  await waitFor(`${object.kind} ${object.metadata.name} to be Ready`, 120, async () => {
    const found = (await statusOf(world, object)).conditions.find(({ type }) => type === 'Ready');
    last = found?.message ?? '';
    return found?.status === 'True' ? true : undefined;
  }).catch((error: unknown) => {
    throw new Error(`${String(error)}: ${last}`);
  });
}

/** Checks a chain and its key, both as a Secret has them. @throws with what openssl says */
async function checkCertificate(
  scene: Scene,
  host: string,
  root: string,
  chain: string,
  key: string,
): Promise<void> {
  const folder = scene.newFolder(`certificate-${host}`);
  const [chainFile, keyFile] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  writeFileSync(chainFile, Buffer.from(chain, 'base64'));
  writeFileSync(keyFile, Buffer.from(key, 'base64'));
  await scene.run('openssl', [
    ...['verify', '-CAfile', root, '-untrusted', chainFile, '-purpose', 'sslserver'],
    ...['-verify_hostname', host, chainFile],
  ]);
  const ofChain = await scene.run('openssl', ['x509', '-in', chainFile, '-noout', '-pubkey']);
  const ofKey = await scene.run('openssl', ['pkey', '-in', keyFile, '-pubout']);
  if (ofChain.stdout !== ofKey.stdout) throw new Error(`${host}: the key is not that of the certificate`);
}

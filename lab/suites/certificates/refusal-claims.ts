import * as v from 'valibot';
import type { KubeObject } from '../../drivers/committed';
import { type Claim, waitFor } from '../../harness';
import { securedHosts } from './issue-claims';
import { apply, token, type World, writeToken } from './world';

const challenges = '/apis/acme.cert-manager.io/v1/namespaces/gateway/challenges';

export const wrongToken: Claim<World> = {
  says: 'With a wrong token no Secret appears, and the Challenge of each host says what Cloudflare answers',
  by: "everything that ships for pi's certificates and its Gateway, applied while the Secret holds another token; the reason of each Challenge",
  prove: async (world) => {
    const { api, objects } = world;
    for (const object of objects) if (object.kind !== 'ClusterIssuer') await apply(world, object);
    const words = 'Error: 9109: Invalid access token';
    const hosts = securedHosts(objects);
    for (const { host, secret } of hosts) {
      await waitFor(`the Challenge of ${host} to say "${words}"`, 30, async () =>
        v
          .parse(challengeList, (await api.ask('GET', challenges)).body)
          .items.some(({ spec, status }) => spec.dnsName === host && status?.reason?.includes(words) === true)
          ? true
          : undefined,
      );
      await noSecret(world, secret);
    }
    // What comes next proves that it goes on by itself.
    await writeToken(api, token);
    return `${hosts.length} hosts: ${words}`;
  },
};

const challengeList = v.object({
  items: v.array(
    v.object({
      spec: v.object({ dnsName: v.string() }),
      status: v.optional(v.object({ reason: v.optional(v.string()) })),
    }),
  ),
});

export const missingIssuer: Claim<World> = {
  says: 'An issuer that the cluster does not have is refused before the commit; in the cluster, cert-manager would wait for it without an end',
  by: "asterism synth with a misspelt issuer in pi's file; the same Certificate applied, and the condition of its request",
  prove: (world) =>
    refusedByBoth(world, 'missing-issuer', {
      refusal: 'the cluster has no ClusterIssuer "prodution"',
      spec: { issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'prodution' } },
      list: '/apis/cert-manager.io/v1/namespaces/gateway/certificaterequests',
      words: 'clusterissuer.cert-manager.io \\"prodution\\" not found',
    }),
};

export const outsideZone: Claim<World> = {
  says: 'A host outside the zones of its issuer is refused before the commit; in the cluster, its order would stop without a challenge',
  by: "asterism synth with another host in pi's file; the same Certificate applied, and the event of its order",
  prove: (world) =>
    refusedByBoth(world, 'outside-zone', {
      refusal: 'ClusterIssuer "production" issues for example.com only, not for app.example.org',
      spec: { dnsNames: ['app.example.org'] },
      list: '/api/v1/namespaces/gateway/events',
      words: 'no configured challenge solvers can be used for this challenge',
    }),
};

/** A mistake that both know: asterism before the commit, and cert-manager in the cluster. */
interface Mistake {
  /** What synth answers. */
  readonly refusal: string;
  /** The same mistake in a Certificate. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Where cert-manager says what it means, and in which words. */
  readonly list: string;
  readonly words: string;
}

async function refusedByBoth(world: World, name: string, mistake: Mistake): Promise<string> {
  const { code, stderr } = world.refused;
  if (code !== 2 || !stderr.includes(mistake.refusal))
    throw new Error(`expected code 2 and "${mistake.refusal}", found ${code}: ${stderr}`);
  await apply(world, changed(world, name, mistake.spec));
  await waitFor(`${mistake.list} to say ${mistake.words}`, 30, async () =>
    JSON.stringify((await world.api.ask('GET', mistake.list)).body).includes(mistake.words)
      ? true
      : undefined,
  );
  await noSecret(world, name);
  return mistake.refusal;
}

/** One of the Certificates that ship, under another name and with other fields. */
function changed({ objects }: World, name: string, fields: Readonly<Record<string, unknown>>): KubeObject {
  const shipped = objects.find(({ kind }) => kind === 'Certificate');
  if (shipped === undefined) throw new Error('no Certificate ships');
  const spec = v.parse(v.looseObject({}), shipped['spec']);
  return {
    ...shipped,
    metadata: { ...shipped.metadata, name },
    spec: { ...spec, secretName: name, ...fields },
  };
}

async function noSecret({ api }: World, name: string): Promise<void> {
  const { status } = await api.ask('GET', `/api/v1/namespaces/gateway/secrets/${name}`);
  if (status !== 404) throw new Error(`Secret ${name}: ${status}`);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { rightsOf, shippedRules, startWithout } from '../../drivers/dns-rights';
import type { DnsWorld } from '../../drivers/dns-world';
import { type Claim, demand, waitFor } from '../../harness';

export const rights: Claim<DnsWorld> = {
  says: 'The rights that ship are enough, and each of them is needed',
  by: "lan's account reads all it needs; CoreDNS with an account that lacks one verb of one kind says in its log which",
  prove: proveRights,
};

async function proveRights({ scene, api, clusters }: DnsWorld): Promise<string> {
  const own = clusters.find(({ how }) => how.own);
  if (own === undefined) throw new Error('no name server of our own ships');
  const rules = shippedRules(own);
  const refusals = /^.*cannot \w+ resource.*$/m;
  const { readiness } = own.how.pod;
  const denied = await waitFor(`${own.name}: a ready name server`, 20, async () => {
    const refusal = refusals.exec(own.dns.server.log())?.[0];
    return (
      refusal ?? ((await own.dns.http(readiness.port, readiness.path)).status === 200 ? 'ready' : undefined)
    );
    // What else keeps it from being ready is for the claim that it starts.
  }).catch(() => 'ready');
  // It watches as soon as it has listed.
  await sleep(2000);
  const refusal = denied === 'ready' ? refusals.exec(own.dns.server.log())?.[0] : denied;
  demand(refusal === undefined, `${own.name}: the rights of its account are not enough: ${refusal ?? ''}`);
  const rights = rightsOf(rules);
  await Promise.all(
    rights.map(async (lacking, index) => {
      const { verb, resource } = lacking;
      const dns = await startWithout(scene, api, own, rules, lacking, 100 + index);
      await waitFor(`CoreDNS to say that it may not ${verb} ${resource}; does it need that right?`, 20, () =>
        dns.server.log().includes(`cannot ${verb} resource "${resource}"`) ? true : undefined,
      );
      await dns.server.stop(1);
    }),
  );
  return rights.map(({ verb, resource }) => `${verb} ${resource}`).join(', ');
}

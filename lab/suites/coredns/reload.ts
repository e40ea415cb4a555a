import { askDns, expectAnswer } from '../../drivers/dns-question';
import { addedAddress, type DnsWorld, type Reload } from '../../drivers/dns-world';
import { type Claim, demand, waitFor } from '../../harness';
import { knownNames } from './refused';

export const reload: Claim<DnsWorld> = {
  says: 'A changed file is taken within a minute without a restart, and a broken one leaves the old in use',
  by: 'files swapped as the kubelet does when a ConfigMap changes; the plugin reload looks every 30 s',
  limit: 90,
  prove: async (world) => {
    await Promise.all(world.reloads.map((one) => proveReload(world, one)));
    return `${world.reloads.length} name servers`;
  },
};

async function proveReload(world: DnsWorld, { cluster, dns, broken }: Reload): Promise<void> {
  const { name, zone } = cluster;
  const added = `added.${zone}`;
  if (broken)
    await waitFor(`${name}: a word about the broken file`, 60, () =>
      dns.server.log().includes('reload failed') ? true : undefined,
    );
  else
    await waitFor(`${name}: ${added}`, 60, async () =>
      String(await askDns(dns.address, added)) === addedAddress ? true : undefined,
    );
  demand(dns.server.running(), `${name}: CoreDNS has ended`);
  for (const own of knownNames(world, cluster))
    await expectAnswer(dns, `${own.name}.${zone}`, 'A', [own.address]);
  if (broken) await expectAnswer(dns, added, 'A', 'NXDOMAIN');
}

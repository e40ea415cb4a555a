import { reverseNameOf, wrongAnswer } from '../../drivers/dns-question';
import type { DnsWorld } from '../../drivers/dns-world';
import { type Claim, demand } from '../../harness';
import { knownNames, leftOut } from './refused';

export const names: Claim<DnsWorld> = {
  says: 'Every node and every network card of every host has its name in the own zone; nodes have a short one as well',
  by: 'A of each name of the inventory; AAAA says that the name exists, so that clients do not give up',
  prove: async ({ clusters, refused }) => {
    const findings: string[] = [];
    let count = 0;
    for (const { name: cluster, zone, names, dns, how } of clusters)
      for (const { name, address, node } of names)
        for (const asked of [`${name}.${zone}`, ...(node ? [name] : [])]) {
          const wrong =
            (await wrongAnswer(dns, asked, 'A', [address])) ??
            (asked === name ? undefined : await wrongAnswer(dns, asked, 'AAAA', 'NODATA'));
          count++;
          if (wrong === undefined) continue;
          findings.push(`${how.path}: ${wrong}`);
          refused.add(`${cluster} ${name}`);
        }
    demand(findings.length === 0, findings.join('\n'));
    return `${count} names`;
  },
};

export const addresses: Claim<DnsWorld> = {
  says: 'Every address of the inventory leads back to its name',
  by: 'PTR of each address',
  prove: async (world) => {
    const findings: string[] = [];
    let count = 0;
    for (const cluster of world.clusters) {
      const { zone, dns, how } = cluster;
      for (const { name, address, node } of knownNames(world, cluster)) {
        // k3s knows its nodes by their short names only.
        const full = node && !how.own ? [] : [`${name}.${zone}`];
        const expected = [...(node ? [name] : []), ...full];
        const wrong = await wrongAnswer(dns, reverseNameOf(address), 'PTR', expected);
        if (wrong !== undefined) findings.push(`${how.path}: ${wrong}`);
        count++;
      }
    }
    demand(findings.length === 0, findings.join('\n'));
    const all = world.clusters.reduce((sum, cluster) => sum + cluster.names.length, 0);
    return `${count} addresses${leftOut(all - count)}`;
  },
};

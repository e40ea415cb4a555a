import { expectAnswer } from '../../drivers/dns-question';
import { type DnsWorld, outside } from '../../drivers/dns-world';
import { type Claim, demand } from '../../harness';
import { findingServices, knownNames, leftOut } from './refused';

export const otherNames: Claim<DnsWorld> = {
  says: 'Other names are asked for outside once, and the answer comes back',
  by: 'a name that only the name server of resolv.conf knows, twice; it wrote down each query',
  prove: async ({ clusters, upstream }) => {
    for (const { name, dns } of clusters) {
      const [[known, address] = ['', '']] = Object.entries(outside);
      const times = async () => (await upstream.asked()).filter((one) => one === known).length;
      const before = await times();
      for (let time = 0; time < 2; time++) await expectAnswer(dns, known, 'A', [address]);
      const asked = (await times()) - before;
      demand(asked === 1, `${name}: ${known} was asked for ${asked} times outside; expected once`);
      await expectAnswer(dns, `unknown-to-${name}.example.com`, 'A', 'NXDOMAIN');
      const heard = (await upstream.asked()).includes(`unknown-to-${name}.example.com`);
      demand(heard, `${name}: forwards nothing`);
    }
    return `${clusters.length} resolvers`;
  },
};

export const unknownNames: Claim<DnsWorld> = {
  says: 'Unknown names of the cluster and of the own zone do not exist, and no query for them leaves the cluster',
  by: 'NXDOMAIN for each, and none of them among the queries that the name server outside wrote down',
  prove: async (world) => {
    const { clusters, upstream } = world;
    const finding = findingServices(world);
    let [count, left] = [0, 0];
    for (const cluster of clusters) {
      const { zone, names, dns } = cluster;
      const [first] = names;
      const ofZone = [`secret.${zone}`, `a.secret.${zone}`, `_http._tcp.secret.${zone}`];
      const ofCluster = [
        'secret.default.svc.cluster.local',
        'secret.nowhere.svc.cluster.local',
        'secret.cluster.local',
        // What a search list makes of a name of the own zone.
        `${first?.name ?? ''}.${zone}.kube-system.svc.cluster.local`,
      ];
      const hasZone = knownNames(world, cluster).length > 0;
      const hasCluster = finding.includes(cluster);
      const secret = [...(hasZone ? ofZone : []), ...(hasCluster ? ofCluster : [])];
      left += ofZone.length + ofCluster.length - secret.length;
      for (const name of secret) {
        await expectAnswer(dns, name, 'A', 'NXDOMAIN');
        count++;
      }
      const heard = await upstream.asked();
      const leaked = secret.filter((name) => heard.includes(name.toLowerCase()));
      demand(leaked.length === 0, `${cluster.name}: ${leaked.join(', ')}: asked for outside`);
      // The zone itself exists, as resolvers that follow RFC 8020 need it to.
      if (hasZone) await expectAnswer(dns, zone, 'A', 'NODATA');
    }
    // What earlier claims asked for through a search list is heard as well. Whose it is cannot be told.
    const heard = (await upstream.asked()).filter((name) => name.endsWith('.cluster.local'));
    if (finding.length === clusters.length)
      demand(heard.length === 0, `${[...new Set(heard)].join(', ')}: asked for outside`);
    return `${count} names${leftOut(left)}`;
  },
};

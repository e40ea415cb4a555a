import * as v from 'valibot';
import type { CoreDns } from '../drivers/core-dns';
import { askDns, expectAnswer, reverseNameOf } from '../drivers/dns-question';
import { shippedRules, startWithout } from '../drivers/dns-rights';
import {
  addedAddress,
  type DnsWorld,
  labService,
  many,
  outside,
  type Reload,
  type Service,
  startDnsWorld,
} from '../drivers/dns-world';
import { type Members, serviceShape, writtenServiceNames } from '../drivers/services';
import { demand, suite, waitFor } from '../harness';
import { everyObject } from './api/object-claims';

export const coredns = suite<DnsWorld>({
  name: 'coredns',
  title:
    "CoreDNS 1.15 with each cluster's files, its account at a real kube-apiserver, and a name server outside",
  programs: ['kubernetes', 'coredns'],
  tools: ['etcd', 'openssl'],
  memory: 1.2,
  seconds: 50,
  restsOn: [everyObject],
  start: startDnsWorld,
  claims: [
    {
      says: 'It starts as an unprivileged user with nothing but its files, and is healthy, ready and counted',
      by: 'GET /health, /ready and /metrics at the ports of the probes; no error in its log',
      prove: async ({ clusters }) => {
        for (const { name, dns } of clusters) {
          for (const [port, path] of [
            [8080, '/health'],
            [8181, '/ready'],
          ] as const) {
            const { status } = await dns.http(port, path);
            demand(status === 200, `${name}: ${path} says ${status}`);
          }
          const { text } = await dns.http(9153, '/metrics');
          demand(text.includes('coredns_build_info'), `${name}: no metrics`);
          const errors = dns.server
            .log()
            .split('\n')
            .filter((line) => /\[(ERROR|FATAL)\]/.test(line));
          demand(errors.length === 0, `${name}: ${errors.join('\n')}`);
        }
        return `${clusters.length} name servers`;
      },
    },
    {
      says: 'Every node and every network card of every host has its name in the own zone; nodes have a short one as well',
      by: 'A of each name of the inventory; AAAA says that the name exists, so that clients do not give up',
      prove: async ({ clusters }) => {
        let count = 0;
        for (const { zone, names, dns } of clusters)
          for (const { name, address, node } of names)
            for (const asked of [`${name}.${zone}`, ...(node ? [name] : [])]) {
              await expectAnswer(dns, asked, 'A', [address]);
              if (asked !== name) await expectAnswer(dns, asked, 'AAAA', 'NODATA');
              count++;
            }
        return `${count} names`;
      },
    },
    {
      says: 'Every address of the inventory leads back to its name',
      by: 'PTR of each address',
      prove: async ({ clusters }) => {
        let count = 0;
        for (const { zone, names, dns, how } of clusters)
          for (const { name, address, node } of names) {
            // k3s knows its nodes by their short names only.
            const full = node && how.blocks !== 'Corefile' ? [] : [`${name}.${zone}`];
            await expectAnswer(dns, reverseNameOf(address), 'PTR', [...(node ? [name] : []), ...full].sort());
            count++;
          }
        return `${count} addresses`;
      },
    },
    {
      says: 'Every Service that ships is found by name, port and address, and so is every pod of a set',
      by: 'A, SRV and PTR of each Service as the API server stores it, and of endpoints as a controller would write them',
      prove: async ({ clusters, services, members }) => {
        // The long answer of the lab's own Service is for a claim of its own.
        const shipped = services.filter(({ metadata }) => metadata.namespace !== 'lab');
        for (const { dns } of clusters) {
          for (const service of shipped) await proveService(dns, service, members);
          // A pod's address as a name, which certificates for pods use.
          await expectAnswer(dns, '10-42-0-5.lab.pod.cluster.local', 'A', ['10.42.0.5']);
        }
        return `${shipped.length} Services`;
      },
    },
    {
      says: 'Every name of a Service that shipped configuration holds leads there from its own namespace',
      by: "the names in all shipped objects, asked for through the search list of the pod's namespace",
      prove: async ({ clusters, upstream }) => {
        let count = 0;
        for (const { objects, dns } of clusters)
          for (const { name, from } of writtenServiceNames(objects)) {
            const before = new Set(await upstream.asked());
            const list = [`${from}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'];
            const answers = [];
            for (const asked of [...list.map((domain) => `${name}.${domain}`), name]) {
              const answer = await askDns(dns.address, asked);
              answers.push(`${asked}: ${String(answer)}`);
              if (typeof answer !== 'string') break;
            }
            const found = answers.at(-1)?.includes(': 10.') === true;
            demand(found, `${name} from ${from}: ${answers.join(', ')}`);
            // A name of the form a.b.svc has to be found before it is asked for as it stands.
            const leaked = (await upstream.asked()).filter(
              (one) => !before.has(one) && !one.endsWith('.invalid'),
            );
            demand(leaked.length === 0, `${leaked.join(', ')}: asked for outside`);
            count++;
          }
        demand(count > 0, 'no such name ships');
        return `${count} names`;
      },
    },
    {
      says: 'Other names are asked for outside once, and the answer comes back',
      by: 'a name that only the name server of resolv.conf knows, twice; it wrote down each query',
      prove: async ({ clusters, upstream }) => {
        for (const { name, dns } of clusters) {
          const [[known, address] = ['', '']] = Object.entries(outside);
          const times = async () => (await upstream.asked()).filter((one) => one === known).length;
          const before = await times();
          for (let time = 0; time < 2; time++) await expectAnswer(dns, known, 'A', [address]);
          const asked = (await times()) - before;
          demand(asked === 1, `${name}: ${known} was asked for ${asked} times outside`);
          await expectAnswer(dns, `unknown-to-${name}.example.com`, 'A', 'NXDOMAIN');
          const heard = (await upstream.asked()).includes(`unknown-to-${name}.example.com`);
          demand(heard, `${name}: forwards nothing`);
        }
        return `${clusters.length} resolvers`;
      },
    },
    {
      says: 'An answer that is too long for UDP arrives whole',
      by: `${many} addresses of one name, for which the client turns to TCP`,
      prove: async ({ clusters }) => {
        for (const { name, dns } of clusters) {
          const answer = await askDns(dns.address, 'many.lab.svc.cluster.local');
          demand(answer.length === many && typeof answer !== 'string', `${name}: ${String(answer)}`);
        }
        return `${many} addresses`;
      },
    },
    {
      says: 'Unknown names of the cluster and of the own zone do not exist, and nobody outside hears of them',
      by: 'NXDOMAIN for each, and none of them among the queries that the name server outside wrote down',
      prove: async ({ clusters, upstream }) => {
        let count = 0;
        for (const { zone, names, dns } of clusters) {
          const [first] = names;
          const secret = [
            `secret.${zone}`,
            `a.secret.${zone}`,
            `_http._tcp.secret.${zone}`,
            'secret.default.svc.cluster.local',
            'secret.nowhere.svc.cluster.local',
            'secret.cluster.local',
            // What a search list makes of a name of the own zone.
            `${first?.name ?? ''}.${zone}.kube-system.svc.cluster.local`,
          ];
          for (const name of secret) {
            await expectAnswer(dns, name, 'A', 'NXDOMAIN');
            count++;
          }
          const heard = await upstream.asked();
          const leaked = secret.filter((name) => heard.includes(name.toLowerCase()));
          demand(leaked.length === 0, `${leaked.join(', ')}: asked for outside`);
          // The zone itself exists, as resolvers that follow RFC 8020 need it to.
          await expectAnswer(dns, zone, 'A', 'NODATA');
        }
        return `${count} names`;
      },
    },
    {
      says: 'A Service that is made later is found, and one that is removed is gone',
      by: 'created and deleted through the API; CoreDNS hears of it by its watch',
      prove: async ({ api, clusters }) => {
        const path = '/api/v1/namespaces/lab/services';
        const body = labService('later', {});
        const made = v.parse(serviceShape, (await api.ask('POST', path, { body })).body);
        const name = 'later.lab.svc.cluster.local';
        for (const { dns } of clusters)
          await waitFor(`${name} to be found`, 20, async () =>
            String(await askDns(dns.address, name)) === made.spec.clusterIP ? true : undefined,
          );
        await api.ask('DELETE', `${path}/later`);
        for (const { dns } of clusters)
          await waitFor(`${name} to be gone`, 20, async () =>
            (await askDns(dns.address, name)) === 'NXDOMAIN' ? true : undefined,
          );
        return `${clusters.length} name servers`;
      },
    },
    {
      says: 'The rights that ship are enough, and each of them is needed',
      by: "lan's account reads all it needs; CoreDNS with an account that lacks one of the resources never gets ready, and its log says which",
      prove: proveRights,
    },
    {
      says: 'A changed file is taken within a minute without a restart, and a broken one leaves the old in use',
      by: 'files swapped as the kubelet does when a ConfigMap changes; the plugin reload looks every 30 s',
      limit: 90,
      prove: async ({ reloads }) => {
        await Promise.all(reloads.map(proveReload));
        return `${reloads.length} name servers`;
      },
    },
  ],
});

async function proveService(
  dns: CoreDns,
  { metadata, spec }: Service,
  members: readonly Members[],
): Promise<void> {
  const name = `${metadata.name}.${metadata.namespace}.svc.cluster.local`;
  const found = members.find((one) => one.service === metadata.name && one.namespace === metadata.namespace);
  const pods = Object.entries(found?.addresses ?? {});
  const headless = spec.clusterIP === 'None';
  if (headless) demand(pods.length > 0, `${name}: nobody is behind it`);
  await expectAnswer(dns, name, 'A', headless ? pods.map(([, address]) => address) : [spec.clusterIP]);
  if (!headless) await expectAnswer(dns, reverseNameOf(spec.clusterIP), 'PTR', [name]);
  for (const port of spec.ports) {
    const record = `_${port.name ?? ''}._${port.protocol.toLowerCase()}.${name}`;
    const targets = headless ? pods.map(([host]) => `${host}.${name}`) : [name];
    await expectAnswer(
      dns,
      record,
      'SRV',
      targets.map((target) => `${target}:${port.port}`),
    );
  }
  for (const [host, address] of pods.slice(0, 5)) {
    await expectAnswer(dns, `${host}.${name}`, 'A', [address]);
    await expectAnswer(dns, reverseNameOf(address), 'PTR', [`${host}.${name}`]);
  }
}

async function proveRights({ scene, api, clusters }: DnsWorld): Promise<string> {
  const own = clusters.find(({ how }) => how.account === 'cluster-dns');
  if (own === undefined) throw new Error('no name server of our own ships');
  const rules = shippedRules(own);
  const needed = rules.flatMap((rule) => rule.resources);
  await Promise.all(
    needed.map(async (lacking, index) => {
      const dns = await startWithout(scene, api, own, rules, lacking, 100 + index);
      await waitFor(`CoreDNS to say that it may not list ${lacking}`, 20, () =>
        dns.server.log().includes(`cannot list resource "${lacking}"`) ? true : undefined,
      );
      const { status } = await dns.http(8181, '/ready');
      demand(status === 503, `without the right to list ${lacking}, /ready says ${status}`);
      await dns.server.stop(1);
    }),
  );
  return needed.join(', ');
}

async function proveReload({ cluster, dns, broken }: Reload): Promise<void> {
  const { name, zone, names } = cluster;
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
  for (const own of names) await expectAnswer(dns, `${own.name}.${zone}`, 'A', [own.address]);
  if (broken) await expectAnswer(dns, added, 'A', 'NXDOMAIN');
}

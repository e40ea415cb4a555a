import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { CoreDns } from '../drivers/core-dns';
import type { OwnName } from '../drivers/cluster-dns';
import { askDns, expectAnswer, reverseNameOf, wrongAnswer } from '../drivers/dns-question';
import { rightsOf, shippedRules, startWithout } from '../drivers/dns-rights';
import {
  addedAddress,
  type DnsWorld,
  labService,
  many,
  type NamedCluster,
  outside,
  type Reload,
  type Service,
  startDnsWorld,
} from '../drivers/dns-world';
import { type Members, serviceShape, writtenServiceNames } from '../drivers/services';
import { type Claim, demand, needing, suite, waitFor } from '../harness';

/** The Service of the API server itself, which is there whatever ships. */
const apiServer = 'Service default/kubernetes';

const rights: Claim<DnsWorld> = {
  says: 'The rights that ship are enough, and each of them is needed',
  by: "lan's account reads all it needs; CoreDNS with an account that lacks one verb of one kind says in its log which",
  prove: proveRights,
};

const starts: Claim<DnsWorld> = {
  says: 'It starts as an unprivileged user with nothing but its files, and is healthy, ready and counted',
  by: 'GET /health, /ready and /metrics at the ports of the probes; no error in its log',
  prove: async ({ clusters }) => {
    const wrong = await Promise.all(clusters.map(startFindings));
    const findings = wrong.flat();
    demand(findings.length === 0, findings.join('\n'));
    return `${clusters.length} name servers`;
  },
};

const names: Claim<DnsWorld> = {
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

const addresses: Claim<DnsWorld> = {
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

const services: Claim<DnsWorld> = {
  says: 'Every Service that ships is found by name, port and address, and so is every pod of a set',
  by: 'A, SRV and PTR of each Service as the API server stores it, and of endpoints as a controller would write them',
  prove: async ({ clusters, services, members, refused }) => {
    const findings: string[] = [];
    // The long answer of the lab's own Service is for a claim of its own.
    const shipped = services.filter(({ metadata }) => metadata.namespace !== 'lab');
    for (const { name: cluster, dns, how } of clusters) {
      for (const service of shipped) {
        const wrong = await serviceFinding(dns, service, members);
        if (wrong === undefined) continue;
        const { name, namespace } = service.metadata;
        findings.push(`Service ${namespace}/${name}: ${wrong}`);
        refused.add(`${cluster} Service ${namespace}/${name}`);
      }
      // A pod's address as a name, which certificates for pods use.
      const wrong = await wrongAnswer(dns, '10-42-0-5.lab.pod.cluster.local', 'A', ['10.42.0.5']);
      if (wrong !== undefined) findings.push(`${how.own ? how.path : 'k3s'}: ${wrong}`);
    }
    demand(findings.length === 0, findings.join('\n'));
    return `${shipped.length} Services`;
  },
};

const writtenNames: Claim<DnsWorld> = {
  says: 'Every name of a Service that shipped configuration holds leads there from its own namespace',
  by: "the names in all shipped objects, asked for through the search list of the pod's namespace",
  prove: async ({ clusters, upstream, refused }) => {
    const findings: string[] = [];
    let [count, left] = [0, 0];
    for (const { name: cluster, objects, dns } of clusters)
      for (const { name, from, path } of writtenServiceNames(objects)) {
        const [service = '', namespace = ''] = name.split('.svc')[0]?.split('.').slice(-2) ?? [];
        if (refused.has(`${cluster} Service ${namespace}/${service}`)) {
          left++;
          continue;
        }
        const before = new Set(await upstream.asked());
        const list = [`${from}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'];
        const answers = [];
        for (const asked of [...list.map((domain) => `${name}.${domain}`), name]) {
          const answer = await askDns(dns.address, asked);
          answers.push(`${asked}: ${String(answer)}`);
          if (typeof answer !== 'string') break;
        }
        const found = answers.at(-1)?.includes(': 10.') === true;
        // A name of the form a.b.svc has to be found before it is asked for as it stands.
        const leaked = (await upstream.asked()).filter(
          (one) => !before.has(one) && !one.endsWith('.invalid'),
        );
        if (!found) findings.push(`${path}: ${name} from namespace ${from}: ${answers.join(', ')}`);
        else if (leaked.length > 0) findings.push(`${path}: ${leaked.join(', ')}: asked for outside`);
        count++;
      }
    demand(findings.length === 0, findings.join('\n'));
    demand(count + left > 0, 'no such name ships');
    return `${count} names${leftOut(left)}`;
  },
};

const otherNames: Claim<DnsWorld> = {
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

const longAnswers: Claim<DnsWorld> = {
  says: 'An answer that is too long for UDP arrives whole',
  by: `${many} addresses of one name, for which the client turns to TCP, which the Service that ships offers`,
  prove: async ({ clusters, services, refused }) => {
    const known = clusters.filter(({ name }) => !refused.has(`${name} ${apiServer}`));
    for (const { name, dns } of known) {
      const answer = await askDns(dns.address, 'many.lab.svc.cluster.local');
      const found = typeof answer === 'string' ? answer : `${answer.length} addresses`;
      demand(
        found === `${many} addresses`,
        `${name}: many.lab.svc.cluster.local is ${found}; expected ${many}`,
      );
    }
    for (const { how } of clusters) if (how.own) demandBothProtocols(how, services);
    return `${many} addresses${leftOut(clusters.length - known.length)}`;
  },
};

const unknownNames: Claim<DnsWorld> = {
  says: 'Unknown names of the cluster and of the own zone do not exist, and nobody outside hears of them',
  by: 'NXDOMAIN for each, and none of them among the queries that the name server outside wrote down',
  prove: async (world) => {
    const { clusters, upstream, refused } = world;
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
      const hasCluster = !refused.has(`${cluster.name} ${apiServer}`);
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
    return `${count} names${leftOut(left)}`;
  },
};

const laterService: Claim<DnsWorld> = {
  says: 'A Service that is made later is found, and one that is removed is gone',
  by: 'created and deleted through the API; CoreDNS hears of it by its watch',
  prove: async ({ api, clusters, refused }) => {
    const known = clusters.filter((cluster) => !refused.has(`${cluster.name} ${apiServer}`));
    const path = '/api/v1/namespaces/lab/services';
    const body = labService('later', {});
    const made = v.parse(serviceShape, (await api.ask('POST', path, { body })).body);
    const name = 'later.lab.svc.cluster.local';
    for (const { name: cluster, dns } of known)
      await waitFor(`${cluster}: ${name} to be found`, 20, async () =>
        String(await askDns(dns.address, name)) === made.spec.clusterIP ? true : undefined,
      );
    await api.ask('DELETE', `${path}/later`);
    for (const { name: cluster, dns } of known)
      await waitFor(`${cluster}: ${name} to be gone`, 20, async () =>
        (await askDns(dns.address, name)) === 'NXDOMAIN' ? true : undefined,
      );
    return `${known.length} name servers${leftOut(clusters.length - known.length)}`;
  },
};

const reload: Claim<DnsWorld> = {
  says: 'A changed file is taken within a minute without a restart, and a broken one leaves the old in use',
  by: 'files swapped as the kubelet does when a ConfigMap changes; the plugin reload looks every 30 s',
  limit: 90,
  prove: async (world) => {
    await Promise.all(world.reloads.map((one) => proveReload(world, one)));
    return `${world.reloads.length} name servers`;
  },
};

export const coredns = suite<DnsWorld>({
  name: 'coredns',
  title:
    "CoreDNS 1.15 with each cluster's files, its account at a real kube-apiserver, and a name server outside",
  programs: ['kubernetes', 'coredns'],
  tools: ['etcd', 'openssl'],
  memory: 1.2,
  seconds: 50,
  start: startDnsWorld,
  claims: [
    rights,
    ...needing([rights], [starts]),
    names,
    addresses,
    ...needing([rights], [services, writtenNames]),
    otherNames,
    ...needing([rights], [longAnswers, unknownNames, laterService]),
    reload,
  ],
});

/** Names that no claim has refused. */
function knownNames({ refused }: DnsWorld, { name: cluster, names }: NamedCluster): readonly OwnName[] {
  return names.filter(({ name }) => !refused.has(`${cluster} ${name}`));
}

function leftOut(count: number): string {
  return count === 0 ? '' : `, ${count} left out that an earlier claim refused`;
}

async function startFindings({ name, dns, how: { pod } }: NamedCluster): Promise<readonly string[]> {
  const wrong: string[] = pod.user === 0 ? [`${name}: it runs as root`] : [];
  for (const { port, path } of [pod.liveness, pod.readiness])
    await waitFor(`${name}: its probe ${path} at port ${port}`, 20, async () =>
      (await dns.http(port, path)).status === 200 ? true : undefined,
    ).catch((error: unknown) => {
      wrong.push(error instanceof Error ? error.message : String(error));
    });
  const { text } = await dns.http(pod.metrics, '/metrics');
  if (!text.includes('coredns_build_info'))
    wrong.push(`${name}: /metrics at port ${pod.metrics} has none of CoreDNS`);
  const errors = dns.server
    .log()
    .split('\n')
    .filter((line) => /\[(ERROR|FATAL)\]/.test(line));
  return [...wrong, ...errors.map((line) => `${name}: ${line}`)];
}

/** The Service must lead to the port of CoreDNS over UDP and over TCP. */
function demandBothProtocols({ pod }: NamedCluster['how'], services: readonly Service[]): void {
  const service = services.find(({ metadata }) => metadata.name === 'kube-dns');
  if (service === undefined) throw new Error('no Service kube-dns ships');
  for (const protocol of ['UDP', 'TCP'] as const) {
    const port = service.spec.ports.find((one) => one.port === 53 && one.protocol === protocol);
    const target = port?.targetPort ?? port?.port;
    const behind = pod.ports.find(
      (one) => one.protocol === protocol && (one.name === target || one.containerPort === target),
    );
    demand(
      behind?.containerPort === 53,
      `Service kube-dns: its port 53/${protocol} leads to ${behind?.containerPort ?? 'no port'} of the pod; expected 53`,
    );
  }
}

async function serviceFinding(
  dns: CoreDns,
  { metadata, spec }: Service,
  members: readonly Members[],
): Promise<string | undefined> {
  const name = `${metadata.name}.${metadata.namespace}.svc.cluster.local`;
  const found = members.find((one) => one.service === metadata.name && one.namespace === metadata.namespace);
  const pods = Object.entries(found?.addresses ?? {});
  const headless = spec.clusterIP === 'None';
  if (headless && pods.length === 0) return 'no StatefulSet names it, so nobody is behind it';
  const answers = [
    [name, 'A', headless ? pods.map(([, address]) => address) : [spec.clusterIP]],
    ...(headless ? [] : [[reverseNameOf(spec.clusterIP), 'PTR', [name]] as const]),
    ...spec.ports.map((port) => {
      const record = `_${port.name ?? ''}._${port.protocol.toLowerCase()}.${name}`;
      const targets = headless ? pods.map(([host]) => `${host}.${name}`) : [name];
      return [record, 'SRV', targets.map((target) => `${target}:${port.port}`)] as const;
    }),
    ...pods
      .slice(0, 5)
      .flatMap(([host, address]) => [
        [`${host}.${name}`, 'A', [address]] as const,
        [reverseNameOf(address), 'PTR', [`${host}.${name}`]] as const,
      ]),
  ] as const;
  for (const [asked, type, expected] of answers) {
    const wrong = await wrongAnswer(dns, asked, type, expected);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

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

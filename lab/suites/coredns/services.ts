import type { CoreDns } from '../../drivers/core-dns';
import { askDns, reverseNameOf, wrongAnswer } from '../../drivers/dns-question';
import type { DnsWorld, Service } from '../../drivers/dns-world';
import { type Members, writtenServiceNames } from '../../drivers/services';
import { type Claim, demand } from '../../harness';
import { leftOut } from './refused';

export const services: Claim<DnsWorld> = {
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
    demand(findings.length === 0, [...new Set(findings)].join('\n'));
    return `${shipped.length} Services`;
  },
};

export const writtenNames: Claim<DnsWorld> = {
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
        const leaked = (await upstream.asked()).filter((one) => !before.has(one) && one === name);
        if (!found) findings.push(`${path}: ${name} from namespace ${from}: ${answers.join(', ')}`);
        else if (leaked.length > 0) findings.push(`${path}: ${leaked.join(', ')}: asked for outside`);
        count++;
      }
    demand(findings.length === 0, findings.join('\n'));
    demand(count + left > 0, 'no such name ships');
    return `${count} names${leftOut(left)}`;
  },
};

async function serviceFinding(
  dns: CoreDns,
  { metadata, spec }: Service,
  members: readonly Members[],
): Promise<string | undefined> {
  const name = `${metadata.name}.${metadata.namespace}.svc.cluster.local`;
  const found = members.find((one) => one.service === metadata.name && one.namespace === metadata.namespace);
  const pods = Object.entries(found?.addresses ?? {});
  const headless = spec.clusterIP === 'None';
  if (headless && pods.length === 0) return 'no StatefulSet names it, so no pod is behind it';
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

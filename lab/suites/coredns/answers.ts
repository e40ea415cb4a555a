import * as v from 'valibot';
import { askDns } from '../../drivers/dns-question';
import { type DnsWorld, labService, many, type NamedCluster, type Service } from '../../drivers/dns-world';
import { serviceShape } from '../../drivers/services';
import { type Claim, demand, waitFor } from '../../harness';
import { findingServices, leftOut } from './refused';

export const longAnswers: Claim<DnsWorld> = {
  says: 'An answer that is too long for UDP arrives whole',
  by: `${many} addresses of one name, for which the client turns to TCP, which the Service that ships offers`,
  prove: async (world) => {
    const { clusters, services } = world;
    const known = findingServices(world);
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

export const laterService: Claim<DnsWorld> = {
  says: 'A Service that is made later is found, and one that is removed is gone',
  by: 'created and deleted through the API; CoreDNS hears of it by its watch',
  prove: async (world) => {
    const { api, clusters } = world;
    const known = findingServices(world);
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

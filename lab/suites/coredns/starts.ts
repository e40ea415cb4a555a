import type { DnsWorld, NamedCluster } from '../../drivers/dns-world';
import { type Claim, demand, waitFor } from '../../harness';

export const starts: Claim<DnsWorld> = {
  says: 'It starts as an unprivileged user with nothing but its files, and is healthy, ready and counted',
  by: 'GET /health, /ready and /metrics at the ports of the probes; no error in its log',
  prove: async ({ clusters }) => {
    const wrong = await Promise.all(clusters.map(startFindings));
    const findings = wrong.flat();
    demand(findings.length === 0, findings.join('\n'));
    return `${clusters.length} name servers`;
  },
};

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

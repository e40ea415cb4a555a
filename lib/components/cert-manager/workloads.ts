import { type Connection, internet, kubernetesApi, type Workload } from '../../core';
import type { Issuer } from './props';

const metrics = { name: 'http-metrics', port: 9402, transport: 'tcp', open: 'declared' } as const;

/** The pods of the chart, with the labels and ports that it gives them. */
export function workloadsOf(release: string, issuers: readonly Issuer[]): readonly Workload[] {
  return [
    {
      name: 'controller',
      pods: pods(release, 'controller', 'cert-manager'),
      hostNetwork: false,
      listens: [metrics, { name: 'http-healthz', port: 9403, transport: 'tcp', open: 'declared' }],
      connects: [kubernetesApi('read Certificates and write Secrets'), ...connectsOf(issuers)],
    },
    {
      name: 'webhook',
      pods: pods(release, 'webhook'),
      hostNetwork: false,
      listens: [
        { name: 'https', port: 10250, transport: 'tcp', open: 'kube-apiserver' },
        { name: 'healthcheck', port: 6080, transport: 'tcp', open: 'declared' },
        metrics,
      ],
      connects: [kubernetesApi('keep the CA of its own certificate, and ask who may approve requests')],
    },
    {
      name: 'cainjector',
      pods: pods(release, 'cainjector'),
      hostNetwork: false,
      listens: [metrics],
      connects: [kubernetesApi('write the CA of the webhook into its configuration')],
    },
  ];
}

/** `webhook.name` and `cainjector.name` of the chart are fixed, whatever the release is called. */
function pods(release: string, component: string, name: string = component): Workload['pods'] {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  };
}

/**
 * Before it tells the ACME server to look, the controller asks the authoritative name servers of the zone for the record;
 * it finds them through the DNS of the cluster (`lookupNameservers` in pkg/issuer/acme/dns/util/wait.go). Those of a zone at
 * Cloudflare are `<name>.ns.cloudflare.com`. `--dns01-recursive-nameservers-only` would need no such connection, but it asks
 * the DNS of the cluster instead: that caches "not found" for up to half an hour, and may serve the domain by its own zone.
 * https://developers.cloudflare.com/dns/nameservers/
 */
function connectsOf(issuers: readonly Issuer[]): readonly Connection[] {
  const servers = new Map(
    issuers.flatMap((issuer) =>
      issuer.kind === 'acme' ? [[`${issuer.server.host}:${issuer.server.port}`, issuer.server] as const] : [],
    ),
  );
  if (servers.size === 0) return [];
  return [
    ...[...servers.values()].map(({ host, port }) => internet(host, port, 'order certificates')),
    internet('api.cloudflare.com', 443, 'write the records that prove who owns a name'),
    ...(['udp', 'tcp'] as const).map((transport) =>
      internet('*.ns.cloudflare.com', 53, 'see whether the record is there', transport),
    ),
  ];
}

/**
 * Flags of k3s and how often each may be given, by the tables and the help text of https://docs.k3s.io/cli/agent and
 * https://docs.k3s.io/cli/server, and by the kind of each flag in pkg/cli/cmds/agent.go and server.go of k3s-io/k3s: not those
 * of one release, but what is there from 2024 to 1.33. In a configuration file a flag stands without its hyphens, and one that may
 * be repeated takes a list. What `k3s server` does not know it skips with a warning in its log; `k3s agent` ends.
 */
const agentFlags = flags({
  once: [
    ...['server', 'token', 'token-file', 'data-dir', 'node-name', 'lb-server-port', 'resolv-conf', 'log'],
    ...['flannel-iface', 'flannel-conf', 'flannel-cni-conf', 'container-runtime-endpoint', 'default-runtime'],
    ...['image-service-endpoint', 'pause-image', 'private-registry', 'snapshotter', 'v', 'vmodule'],
    ...['image-credential-provider-bin-dir', 'image-credential-provider-config', 'vpn-auth', 'vpn-auth-file'],
  ],
  often: [
    ...['node-ip', 'node-external-ip', 'node-internal-dns', 'node-external-dns', 'node-label', 'node-taint'],
    ...['kubelet-arg', 'kube-proxy-arg'],
  ],
  switch: [
    ...['with-node-id', 'selinux', 'protect-kernel-defaults', 'rootless', 'prefer-bundled-bin', 'docker'],
    ...['disable-default-registry-endpoint', 'nonroot-devices', 'debug', 'alsologtostderr'],
  ],
});

const serverFlags = flags({
  once: [
    ...['bind-address', 'https-listen-port', 'advertise-address', 'advertise-port', 'cluster-domain'],
    ...['service-node-port-range', 'flannel-backend', 'egress-selector-mode', 'servicelb-namespace'],
    ...['write-kubeconfig', 'write-kubeconfig-mode', 'write-kubeconfig-group', 'helm-job-image'],
    ...['agent-token', 'agent-token-file', 'cluster-reset-restore-path', 'default-local-storage-path'],
    ...['datastore-endpoint', 'datastore-cafile', 'datastore-certfile', 'datastore-keyfile'],
    ...['etcd-snapshot-name', 'etcd-snapshot-schedule-cron', 'etcd-snapshot-retention', 'etcd-snapshot-dir'],
    ...['system-default-registry', 'secrets-encryption-provider'],
  ],
  often: [
    ...[
      'tls-san',
      'cluster-cidr',
      'service-cidr',
      'cluster-dns',
      'disable',
      'kube-apiserver-arg',
      'etcd-arg',
    ],
    ...['kube-controller-manager-arg', 'kube-scheduler-arg', 'kube-cloud-controller-manager-arg'],
  ],
  switch: [
    ...['cluster-init', 'cluster-reset', 'tls-san-security', 'flannel-ipv6-masq', 'flannel-external-ip'],
    ...['etcd-expose-metrics', 'etcd-disable-snapshots', 'etcd-snapshot-compress', 'secrets-encryption'],
    ...['disable-scheduler', 'disable-cloud-controller', 'disable-kube-proxy', 'disable-network-policy'],
    ...['disable-helm-controller', 'embedded-registry', 'supervisor-metrics', 'enable-pprof'],
  ],
});

type Kind = 'once' | 'often' | 'switch';

function flags(names: Readonly<Record<Kind, readonly string[]>>): ReadonlyMap<string, Kind> {
  const kinds = ['once', 'often', 'switch'] as const;
  return new Map(kinds.flatMap((kind) => names[kind].map((name) => [name, kind] as const)));
}

/**
 * What is wrong with a flag in a role, or nothing.
 * @param value as a configuration file has it: a list where the flag is given several times, `true` where it has no value
 */
export function k3sFlagMistake(name: string, value: unknown, role: 'server' | 'agent'): string | undefined {
  const kind = agentFlags.get(name) ?? (role === 'server' ? serverFlags.get(name) : undefined);
  if (kind === undefined) return `k3s ${role} has no flag ${name}`;
  const found = Array.isArray(value) ? 'often' : typeof value === 'boolean' ? 'switch' : 'once';
  if (found === kind || (found === 'once' && kind === 'often')) return undefined;
  const expected = { once: 'one value', often: 'a value or a list', switch: 'true or false' }[kind];
  return `k3s ${role}: ${name} takes ${expected}, found ${JSON.stringify(value)}`;
}

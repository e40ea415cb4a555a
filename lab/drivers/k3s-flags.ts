/**
 * Flags of `k3s agent` that a configuration file may name, and those that `k3s server` knows beside them.
 * https://docs.k3s.io/cli/agent https://docs.k3s.io/cli/server
 */
const agentFlags = [
  ...[
    'server',
    'token',
    'token-file',
    'node-name',
    'node-ip',
    'node-external-ip',
    'node-label',
    'node-taint',
  ],
  ...['data-dir', 'resolv-conf', 'flannel-iface', 'kubelet-arg', 'kube-proxy-arg', 'protect-kernel-defaults'],
  ...['private-registry', 'selinux', 'snapshotter', 'lb-server-port', 'pause-image', 'with-node-id', 'debug'],
];

const serverFlags = [
  ...['bind-address', 'https-listen-port', 'advertise-address', 'tls-san', 'cluster-cidr', 'service-cidr'],
  ...['service-node-port-range', 'cluster-dns', 'cluster-domain', 'flannel-backend', 'cluster-init'],
  ...['cluster-reset', 'datastore-endpoint', 'disable', 'disable-scheduler', 'disable-cloud-controller'],
  ...['disable-kube-proxy', 'disable-network-policy', 'disable-helm-controller', 'secrets-encryption'],
  ...['write-kubeconfig', 'write-kubeconfig-mode', 'kube-apiserver-arg', 'etcd-arg', 'agent-token-file'],
];

/** Whether k3s knows a flag in a role. */
export function isK3sFlag(name: string, role: 'server' | 'agent'): boolean {
  return agentFlags.includes(name) || (role === 'server' && serverFlags.includes(name));
}

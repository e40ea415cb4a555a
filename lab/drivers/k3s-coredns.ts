import type { KubeObject } from './committed';

/** Account and rights of the CoreDNS that k3s ships: `manifests/coredns.yaml` of k3s 1.33. */
export const k3sCoreDnsObjects: readonly KubeObject[] = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'coredns', namespace: 'kube-system' } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'system:coredns' },
    rules: [
      {
        apiGroups: [''],
        resources: ['endpoints', 'services', 'pods', 'namespaces'],
        verbs: ['list', 'watch'],
      },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'system:coredns' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
    subjects: [{ kind: 'ServiceAccount', name: 'coredns', namespace: 'kube-system' }],
  },
];

/**
 * The files that k3s mounts at `/etc/coredns`: its Corefile, which takes `*.override` and `*.server` from
 * `/etc/coredns/custom` (`manifests/coredns.yaml` of k3s 1.33), and the nodes' names, which it keeps up to date.
 */
export function k3sCoreDnsFiles(
  nodes: readonly { readonly name: string; readonly address: string }[],
  clusterDomain: string,
): Readonly<Record<string, string>> {
  const reverse = 'in-addr.arpa ip6.arpa';
  const main = [
    ...['errors', 'health', 'ready'],
    ...[`kubernetes ${clusterDomain} ${reverse} {`, '  pods insecure', `  fallthrough ${reverse}`, '}'],
    ...['hosts /etc/coredns/NodeHosts {', '  ttl 60', '  reload 15s', '  fallthrough', '}'],
    ...['prometheus :9153', 'cache 30', 'loop', 'reload', 'loadbalance'],
    ...['import /etc/coredns/custom/*.override', 'forward . /etc/resolv.conf'],
  ];
  const corefile = [
    '.:53 {',
    ...main.map((line) => `    ${line}`),
    '}',
    'import /etc/coredns/custom/*.server',
    '',
  ];
  return {
    Corefile: corefile.join('\n'),
    NodeHosts: nodes.map(({ name, address }) => `${address} ${name}\n`).join(''),
  };
}

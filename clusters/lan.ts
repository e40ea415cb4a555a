import { argoCd, cilium, ciliumPolicies, coredns, defineCluster, k3s, metallb, placeholder } from 'asterism';

/** Cilium for the network and its policies, MetalLB for load-balancer addresses, CoreDNS of our own. */

export const lan = defineCluster({
  name: 'lan',
  git: {
    url: placeholder('https://git.example.com/home/clusters.git', 'clone address of this repository'),
    revision: 'main',
  },
  distribution: k3s({
    version: placeholder('v1.33.5+k3s1', 'k3s release of the nodes'),
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik', 'coredns'],
  }),
  api: { host: 'node-1' },
  networks: {
    nodes: { cidr: placeholder('192.0.2.0/24', 'network of the nodes') },
    // MetalLB answers for its addresses on the wire of the nodes.
    balanced: {
      cidr: placeholder(
        '192.168.1.0/24',
        'network of the pool; write 192.168.0.0/22 if it is the LAN in front of pi',
      ),
      wire: 'nodes',
    },
    pods: { cidr: placeholder('10.42.0.0/16', 'pod range; this is the default of k3s') },
    services: { cidr: placeholder('10.43.0.0/16', 'service range; this is the default of k3s') },
  },
  nodes: [
    {
      name: placeholder('node-1', 'name of the server'),
      address: placeholder('192.0.2.11', 'address of the server, once `${API_SERVER_IP}`'),
      role: 'server',
    },
    {
      name: placeholder('node-2', 'name of an agent; add a line for each further one'),
      address: placeholder('192.0.2.12', 'address of that agent'),
      role: 'agent',
    },
  ],
  components: [
    argoCd(),
    cilium({
      version: '1.19.6',
      apiServer: { host: '127.0.0.1', port: 6444 },
      hubble: { relay: true, ui: true, metrics: ['dns', 'drop', 'tcp', 'flow', 'port-distribution'] },
    }),
    // MetalLB serves load balancers here, so Cilium has no pools. 192.168.1.99 belongs to pi's gateway and stays out.
    metallb({ pools: [{ name: 'first-pool', network: 'balanced', range: '192.168.1.240-192.168.1.250' }] }),
    coredns({ mode: 'replace' }),
    ciliumPolicies({
      name: 'secure-pods',
      namespace: 'secure',
      policies: [
        { name: 'secure-pods', pods: { app: 'secure-app' }, from: [{ pods: { app: 'authorized-client' } }] },
      ],
    }),
  ],
});

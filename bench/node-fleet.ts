import { argoCd, coredns, defineCluster, k3s } from '../lib';
import type { Cluster } from '../lib/plan';

/** A plain cluster of many nodes: one server, the others agents, with the two components that every cluster has. */
export function nodeFleet(nodes: number): Cluster {
  return defineCluster({
    name: 'nodes',
    git: { url: 'https://git.example.com/nodes.git', revision: 'main' },
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
    api: { host: 'node-0' },
    networks: {
      nodes: { cidr: '172.16.0.0/16' },
      // A /24 a node.
      pods: { cidr: '10.0.0.0/10' },
      services: { cidr: '10.96.0.0/16' },
    },
    nodes: Array.from({ length: nodes }, (_, index) => ({
      name: `node-${index}`,
      address: `172.16.${1 + (index >> 7)}.${1 + (index & 127)}`,
      role: index === 0 ? ('server' as const) : ('agent' as const),
    })),
    components: [argoCd(), coredns({ mode: 'k3s' })],
  });
}

import { cilium, metallb } from '../components';
import { host } from '../inventory';
import { k3s } from '../machines';
import { type ClusterInput, defineCluster } from '../plan';
import { bundleOf } from '../synth';
import { problemText } from '../values';
import { findingsIn } from '.';
import { dns, nixos, postgresql } from '../machines';
import { vm } from '../plan/fixtures/base';

/*
 * Whatever machines there are, nothing that we derive by ourselves is worth a finding. A filter that opens ports between nodes
 * where there is one node only has rules that no packet ever meets.
 */

const system = nixos({ release: '25.11' });

const hosts = {
  'a name server': [
    host({
      name: 'names',
      description: 'name server',
      interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.53' }],
      programs: [dns()],
    }),
  ],
  'a name server on NixOS': [
    host({
      name: 'names',
      description: 'name server',
      system,
      interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.53', mac: '00:00:5E:00:53:53' }],
      programs: [dns()],
    }),
  ],
  'a name server far away and a database on NixOS': [
    host({
      name: 'names',
      description: 'name server',
      interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
      programs: [dns()],
    }),
    host({
      name: 'db',
      description: 'PostgreSQL',
      system,
      interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20', mac: '00:00:5E:00:53:20' }],
      programs: [postgresql({ databases: [{ name: 'shop', owner: 'shop' }] })],
    }),
  ],
} satisfies Record<string, ClusterInput['hosts']>;

const flannel = { version: 'v1.33.5+k3s1', networkPlugin: 'flannel' } as const;
const plugins = {
  flannel: { distribution: k3s(flannel), components: [] },
  'flannel without metrics-server': {
    distribution: k3s({ ...flannel, disable: ['metrics-server'] }),
    components: [],
  },
  'flannel and MetalLB': {
    distribution: k3s({ ...flannel, disable: ['servicelb'] }),
    components: [metallb({ pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] })],
  },
  Cilium: {
    distribution: k3s({
      version: 'v1.33.5+k3s1',
      networkPlugin: 'none',
      kubeProxy: false,
      disable: ['servicelb', 'traefik'],
    }),
    components: [cilium({ version: '1.19.6', apiServer: { host: '127.0.0.1', port: 6444 } })],
  },
};

/** A cluster of so many nodes, the first of them servers. */
function clusterOf(
  nodes: number,
  servers: number,
  on: 'nixos' | 'plain',
  beside: keyof typeof hosts,
  plugin: keyof typeof plugins,
): ClusterInput {
  const { distribution, components } = plugins[plugin];
  return {
    name: 'small',
    git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
    distribution,
    api: { host: 'node-1' },
    administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
    networks: {
      nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    nodes: Array.from({ length: nodes }, (_, index) => ({
      name: `node-${index + 1}`,
      address: `192.0.2.${index + 11}`,
      role: index < servers ? 'server' : 'agent',
      mac: `00:00:5E:00:53:${index + 11}`,
      ...(on === 'nixos' && vm(101 + index)),
    })),
    hosts: hosts[beside],
    components,
  };
}

const besides = [
  'a name server',
  'a name server on NixOS',
  'a name server far away and a database on NixOS',
] as const;
const withPlugins = ['flannel', 'flannel without metrics-server', 'flannel and MetalLB', 'Cilium'] as const;

/**
 * Nodes, and servers among them: one or more of each kind, since the audits look at two of a kind. Nodes that are not ours have
 * no rules of their own, so fewer of their numbers make a difference.
 */
const sizes = [
  [1, 1, 'nixos'],
  [2, 1, 'nixos'],
  [3, 1, 'nixos'],
  [3, 3, 'nixos'],
  [4, 3, 'nixos'],
  [1, 1, 'plain'],
  [4, 3, 'plain'],
] as const;

const rows = sizes.flatMap((size) =>
  besides.flatMap((beside) => withPlugins.map((plugin) => [...size, beside, plugin] as const)),
);

test.each(rows)('%d nodes, %d of them servers, %s, beside %s, with %s', (...row) => {
  const { plan, problems } = defineCluster(clusterOf(...row));
  expect(problems.map(problemText)).toEqual([]);
  const found = plan === undefined ? [] : findingsIn(bundleOf(plan, new Map()));
  expect(found.map(problemText)).toEqual([]);
});

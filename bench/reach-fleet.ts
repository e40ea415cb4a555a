import * as v from 'valibot';
import { type Component, declareComponent, defineCluster, endpointOf, host, k3s, planOf } from '../lib';
import type { Cluster } from '../lib/plan';
import { dns, nixos, proxmox } from '../lib/machines';

/** Five workloads a node. */
export const workloadsOf = (nodes: number): number => nodes * 5;
/** Each workload connects to the four after it. */
export const flowsOf = (nodes: number): number => workloadsOf(nodes) * perWorkload;
const perWorkload = 4;

const pve = proxmox({
  node: 'pve',
  template: 9000,
  bridge: 'vmbr0',
  network: 'lan',
  datastore: 'local',
  cpuUnits: 1024,
  rootType: 'ext4',
});

const system = nixos({ release: '25.11' });

/** VMs with packet filters of ours, and workloads that each connect to the four after them. @param nodes at most 230 */
export function reachFleet(nodes: number): Cluster {
  const workloads = workloadsOf(nodes);
  return defineCluster({
    name: 'fleet',
    git: { url: 'https://git.example.com/fleet.git', revision: 'main' },
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
    api: { host: 'node-0' },
    networks: {
      nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    administrators: { networks: ['198.51.100.0/24'], sshKeys: ['ssh-ed25519 AAAA admin@example.com'] },
    nodes: Array.from({ length: nodes }, (_, index) => vm(index)),
    hosts: [
      host({
        name: 'names',
        description: 'name server',
        interfaces: [{ name: 'eth0', address: '203.0.113.53' }],
        programs: [dns()],
      }),
    ],
    components: Array.from({ length: workloads }, (_, index) => workload(index, workloads)),
  });
}

function vm(index: number) {
  const last = (index + 16).toString(16).padStart(2, '0');
  return {
    name: `node-${index}`,
    address: `192.0.2.${index + 10}`,
    role: index < 3 ? ('server' as const) : ('agent' as const),
    mac: `00:00:5E:00:54:${last}`,
    machine: pve.vm({
      id: index + 100,
      cores: 4,
      memory: 8192,
      disk: 32,
      description: 'node',
      rootUuid: '00000000-0000-0000-0000-000000000000',
    }),
    system,
  };
}

function workload(index: number, workloads: number): Component {
  const owner = ownerOf(index);
  const identity = { kind: 'web', name: owner.component, namespace: owner.namespace };
  // A connection goes forward only: a component comes after what it connects to.
  const called = Array.from({ length: perWorkload }, (_, step) => index + step + 1).filter(
    (other) => other < workloads,
  );
  return declareComponent(identity, v.strictObject({}), {}, () =>
    planOf({
      workloads: [
        {
          name: owner.workload,
          pods: { app: owner.component },
          listens: Array.from({ length: perWorkload }, (_, port) => ({
            name: `port-${port}`,
            port: 8080 + port,
            transport: 'tcp' as const,
            open: 'declared' as const,
          })),
          connects: called.map((other) => ({
            to: { kind: 'endpoint', endpoint: endpointOf('http', 80, ownerOf(other)) },
            why: 'requests',
          })),
          hostNetwork: false,
        },
      ],
      build: () => undefined,
    }),
  );
}

function ownerOf(index: number) {
  const name = `web-${index}`;
  return {
    component: name,
    namespace: `team-${index % 20}`,
    service: name,
    workload: 'server',
    targetPort: 8080,
  };
}

import { type Facts, provides } from '../../inventory';
import { machinesOf } from '../machines';
import type { AllRunning } from '../running';
import { deployCommands } from './commands';
import type { Backup, Step } from './step';

/** The step that sets up nodes, for a distribution that defines no such step. */
export function plainSteps(whole: AllRunning): readonly Step[] {
  const { facts } = whole.model.plan;
  const { title, version } = facts.distribution;
  const [first, ...others] = machinesOf(facts)
    .filter(({ node }) => node !== undefined)
    .map((machine) => [
      ...(deployCommands(machine, whole) ?? []),
      `# ${machine.name} (${machine.address}): make it a ${machine.node?.role === 'server' ? 'server' : 'node'} of ${title} ${version}.`,
    ]);
  return [
    {
      phase: 'cluster',
      title: 'The nodes',
      why: `The guide of ${title} says how a machine becomes a node; these files do not. asterism assumes that pods have addresses of ${facts.networks.pods.cidr}, Services of ${facts.networks.services.cidr}, the name server of the cluster has ${facts.dnsService}, and the certificate of the API is valid for ${facts.api.address}.`,
      commands: [...(first ?? []), ...networkFirst(facts), ...others.flat(), 'kubectl get nodes -o wide'],
      check: ['machines', 'nodes', 'api'],
      trouble: [
        'A node does not appear: read the log of its kubelet. `connection refused` or a time-out points to a firewall.',
      ],
    },
  ];
}

/** What must be done before more nodes join, where a component is the network plugin. */
export function networkFirst({ name, distribution }: Facts): readonly string[] {
  return provides(distribution, 'network plugin')
    ? []
    : [`# Nodes are Ready only with a network: do the first steps of apps/${name}/bootstrap/README.md now.`];
}

/** How to back up the state of a cluster whose distribution does not define it. */
export function plainBackups({ distribution }: Facts): readonly Backup[] {
  if (distribution.managed) return [];
  return [
    {
      commands: [
        `# The state of ${distribution.title} is in etcd. Back up a snapshot and the keys of the cluster.`,
        '# https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster',
      ],
      restore: `To restore, follow the guide of ${distribution.title} for the loss of all servers.`,
    },
  ];
}

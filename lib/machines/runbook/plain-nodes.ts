import { type Facts, provides } from '../../inventory';
import { machinesOf } from '../machines';
import type { AllRunning } from '../running';
import { deployCommands } from './commands';
import type { Backup, Step } from './step';

/** The step to the nodes of a cluster whose distribution states none of its own. */
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
      why: `How a machine becomes a node is written in the guide of ${title}, and none of it is in these files. What asterism takes for granted: pods have addresses of ${facts.networks.pods.cidr}, Services of ${facts.networks.services.cidr}, the name server of the cluster has ${facts.dnsService}, and the certificate of the API is valid for ${facts.api.address}.`,
      commands: [...(first ?? []), ...networkFirst(facts), ...others.flat(), 'kubectl get nodes -o wide'],
      check: ['machines', 'nodes', 'api'],
      trouble: [
        'A node does not show up: the log of its kubelet tells. `connection refused` or a time-out is a firewall.',
      ],
    },
  ];
}

/** What has to come before further nodes, where a component brings the network of the pods. */
export function networkFirst({ name, distribution }: Facts): readonly string[] {
  return provides(distribution, 'network plugin')
    ? []
    : [`# Nodes are Ready only with a network: do the first steps of apps/${name}/bootstrap/README.md now.`];
}

/** How the state of a cluster is kept whose distribution does not say so. */
export function plainBackups({ distribution }: Facts): readonly Backup[] {
  if (distribution.managed) return [];
  return [
    {
      commands: [
        `# The state of ${distribution.title} is in etcd: a snapshot of it, and the keys of the cluster.`,
        '# https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster',
      ],
      restore: `To restore, follow the guide of ${distribution.title} for the loss of all servers.`,
    },
  ];
}

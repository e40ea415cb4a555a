import { type Facts, serversOf } from '../../inventory';
import type { MachineModel } from '../../network';
import { nodeGuideOf } from '../node-guide';
import { folderOf } from './commands';
import type { Step } from './step';

/** The steps to add, remove and rename nodes. */
export function nodeChanges({ plan: { facts }, filters }: MachineModel): readonly Step[] {
  const filtered = [...filters.values()].some(({ ships }) => ships !== undefined);
  const description = `the description of cluster ${facts.name}`;
  const folder = folderOf(facts);
  const guide = nodeGuideOf(facts);
  const firewalls = filtered ? ['# Update every machine under "Apply a firewall", as described there.'] : [];
  return [
    {
      phase: 'nodes',
      title: 'Add a node',
      why: `Add one line to ${description}; the diff shows every file that changes. Update the other machines first: a firewall that does not know the new node drops its packets.`,
      commands: [
        `# Add { name, address, role, … } to nodes in ${description}, then:`,
        'npm run synth',
        `git diff --stat ${folder}`,
        ...firewalls,
        '# Then set up the new machine as in the first installation.',
      ],
      check: ['machines', ...(filtered ? ['firewall'] : []), 'nodes', 'api', 'pods'],
    },
    {
      phase: 'nodes',
      title: 'Remove a node',
      why: `First remove the node, then update the firewalls. Volumes on its disk are lost.${ofServers(facts)}`,
      commands: [
        'kubectl drain NAME --ignore-daemonsets --delete-emptydir-data --timeout=10m',
        'kubectl delete node NAME',
        `# ${guide.stop(facts)}, remove its line from ${description}, then:`,
        'npm run synth',
        ...firewalls,
      ],
      check: ['nodes', 'pods'],
      trouble: [
        '`drain` hangs: a PodDisruptionBudget or a volume of that node blocks it. Look at `kubectl get pdb -A`.',
      ],
    },
    {
      phase: 'nodes',
      title: 'Rename a node',
      why: 'Kubernetes treats it as another node: remove the old name, then join under the new one. If the address stays the same, no firewall changes.',
      commands: [
        'kubectl drain OLD --ignore-daemonsets --delete-emptydir-data --timeout=10m',
        'kubectl delete node OLD',
        `# Change the name in ${description}, run npm run synth, deploy the machine from its new folder, and reboot it.`,
        'kubectl get nodes -o wide',
      ],
      check: ['machines', 'nodes'],
      ...(guide.renamed !== undefined && { trouble: guide.renamed }),
    },
  ];
}

/** A warning about the removal of servers. */
function ofServers(facts: Facts): string {
  if (facts.distribution.managed) return '';
  return serversOf(facts).length > 1
    ? ' Do not remove one of three servers without a replacement: etcd needs a majority.'
    : ' Do not remove the only server: the state of the cluster is on it.';
}

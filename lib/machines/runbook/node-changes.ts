import { type Facts, serversOf } from '../../inventory';
import type { HostModel } from '../../network';
import { nodeGuideOf } from '../node-guide';
import { folderOf } from './commands';
import type { Step } from './step';

/** What is done when machines come and go. */
export function nodeChanges({ plan: { facts }, filters }: HostModel): readonly Step[] {
  const filtered = [...filters.values()].some(({ ships }) => ships !== undefined);
  const description = `the description of cluster ${facts.name}`;
  const folder = folderOf(facts);
  const guide = nodeGuideOf(facts);
  const firewalls = filtered ? ['# On every machine of "Apply a firewall", as described there.'] : [];
  return [
    {
      phase: 'nodes',
      title: 'Add a node',
      why: `One line in ${description}; the diff shows every file that has to know. The others come first: a firewall that does not know the new node drops what it sends.`,
      commands: [
        `# Add { name, address, role, … } to nodes in ${description}, then:`,
        'npm run synth',
        `git diff --stat ${folder}`,
        ...firewalls,
        '# Then the new machine, as in the first installation.',
      ],
      check: ['machines', ...(filtered ? ['firewall'] : []), 'nodes', 'api', 'pods'],
    },
    {
      phase: 'nodes',
      title: 'Remove a node',
      why: `The node first, the firewalls afterwards. Volumes on its disk are lost.${ofServers(facts)}`,
      commands: [
        'kubectl drain NAME --ignore-daemonsets --delete-emptydir-data --timeout=10m',
        'kubectl delete node NAME',
        `# ${guide.stop(facts)}, take its line out of ${description}, then:`,
        'npm run synth',
        ...firewalls,
      ],
      check: ['nodes', 'pods'],
      trouble: ['`drain` waits: a PodDisruptionBudget or a volume of that node; `kubectl get pdb -A`.'],
    },
    {
      phase: 'nodes',
      title: 'Rename a node',
      why: 'To Kubernetes it is another node: remove the old name, then join under the new one. The address may stay, and then no firewall changes.',
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

/** What holds for servers that are to be removed. */
function ofServers(facts: Facts): string {
  if (facts.distribution.managed) return '';
  return serversOf(facts).length > 1
    ? ' Of three servers, remove none without a replacement: etcd needs a majority.'
    : ' The one server is not removed: the state of the cluster is on it.';
}

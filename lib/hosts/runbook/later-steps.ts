import { type Facts, serversOf } from '../../inventory';
import { type Machine, machinesOf } from '../machines';
import { firewallCommands, folderOf, nixosCommands, ssh } from './commands';
import type { Step } from './step';

/** What is done with a cluster that runs. */
export function laterSteps(facts: Facts): readonly Step[] {
  const machines = machinesOf(facts);
  const filtered = machines.filter(({ filter }) => filter !== undefined);
  return [
    ...(filtered.length === 0 ? [] : [firewallStep(filtered, facts)]),
    ...nodeChanges(facts, filtered.length > 0),
    ...backupStep(facts, machines),
  ];
}

function firewallStep(filtered: readonly Machine[], facts: Facts): Step {
  const nixos = filtered.filter(({ filter }) => filter === 'nftables');
  return {
    title: 'Apply a firewall',
    why: `Load, test, confirm. \`apply-firewall.sh test\` checks the file, loads it in one step and puts the old firewall back after 60 s unless a **new** connection confirms: an open one goes on whatever the rules are. One machine at a time.${
      nixos.length === 0
        ? ''
        : ' On NixOS the trial is in the kernel only: a reboot or `nixos-rebuild` brings back what /etc/nixos says. So after `confirm`, copy the configuration and switch. `nixos-rebuild test` tries the rest of a configuration the same way, without the rollback.'
    }`,
    commands: [
      ...filtered.flatMap((machine) => [
        ...firewallCommands(machine, facts),
        ...(machine.filter === 'nftables' ? nixosCommands(machine, facts) : []),
      ]),
    ],
    check: ['firewall', 'pods'],
    trouble: [
      '`nft refuses it` or `firewalld refuses it`: nothing was changed.',
      '`this connection was open before`: your ssh shares connections; use `ssh -o ControlPath=none`.',
      'Locked out: wait a minute. `sh apply-firewall.sh status` then says that the old firewall is back.',
      'What is dropped stands in the log of the kernel: `journalctl -k --grep "asterism .* drop"`.',
    ],
  };
}

function nodeChanges(facts: Facts, filtered: boolean): readonly Step[] {
  const file = `clusters/${facts.name}.ts`;
  const folder = folderOf(facts);
  const firewalls = filtered ? ['# On every machine of "Apply a firewall", as described there.'] : [];
  return [
    {
      title: 'Add a node',
      why: `One line in ${file}; the diff shows every file that has to know. The others come first: a firewall that does not know the new node drops what it sends.`,
      commands: [
        `# Add { name, address, role, … } to nodes in ${file}, then:`,
        'npm run synth',
        `git diff --stat ${folder}`,
        ...firewalls,
        '# Then the new machine, as in the first installation.',
      ],
      check: ['machines', ...(filtered ? ['firewall'] : []), 'nodes', 'api', 'pods'],
    },
    {
      title: 'Remove a node',
      why: 'The node first, the firewalls afterwards. Volumes on its disk are lost. Of three servers, remove none without a replacement: etcd needs a majority.',
      commands: [
        'kubectl drain NAME --ignore-daemonsets --delete-emptydir-data --timeout=10m',
        'kubectl delete node NAME',
        '# Stop k3s there (systemctl disable --now k3s k3s-agent), take the line out of the cluster file, then:',
        'npm run synth',
        ...firewalls,
      ],
      check: ['nodes', 'pods'],
      trouble: ['`drain` waits: a PodDisruptionBudget or a volume of that node; `kubectl get pdb -A`.'],
    },
    {
      title: 'Rename a node',
      why: 'To Kubernetes it is another node: remove the old name, then join under the new one. The address may stay, and then no firewall changes.',
      commands: [
        'kubectl drain OLD --ignore-daemonsets --delete-emptydir-data --timeout=10m',
        'kubectl delete node OLD',
        `# Change the name in ${file}, run npm run synth, deploy the machine from its new folder, and reboot it.`,
        'kubectl get nodes -o wide',
      ],
      check: ['machines', 'nodes'],
      trouble: [
        'k3s refuses to join with `Node password rejected`: the secret of the old node is still there; `kubectl -n kube-system delete secret NAME.node-password.k3s`.',
      ],
    },
  ];
}

function backupStep(facts: Facts, machines: readonly Machine[]): readonly Step[] {
  const [server] = machines.filter(({ node }) => node?.role === 'server');
  const databases = machines.flatMap((machine) =>
    (machine.host?.services.postgresql?.databases ?? []).map(({ name }) => ({ machine, name })),
  );
  if (server === undefined) return [];
  return [
    {
      title: 'Before something breaks',
      why: `What is in dist/ and apps/ can be made again; these cannot. ${serversOf(facts).length > 1 ? 'The cluster survives the loss of one server.' : 'There is one server: while it is down, nothing changes in the cluster.'} A snapshot is worth nothing without the token beside it. Keep both, and the dumps, on another machine, readable by you only.`,
      commands: [
        '# k3s with embedded etcd; the file lands in /var/lib/rancher/k3s/server/db/snapshots.',
        ssh(server, 'k3s etcd-snapshot save --name before'),
        ...databases.map(
          ({ machine, name }) =>
            `${ssh(machine, `"runuser -u postgres -- pg_dump -Fc ${name}"`)} > ${name}.dump`,
        ),
      ],
    },
  ];
}

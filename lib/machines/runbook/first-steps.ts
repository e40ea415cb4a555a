import { posix } from 'node:path';
import { type Facts, serversOf } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { tokenFile } from '../k3s/settings';
import { type Machine, machinesOf } from '../machines';
import { passwordFolder } from '../nixos/postgresql-module';
import { firewallCommands, folderOf, nixosCommands, scp, ssh } from './commands';
import { gatewayStep } from './gateway-step';
import type { Step } from './step';

/** From nothing to a cluster that takes workloads, in order. */
export function firstSteps(plan: ClusterPlan): readonly Step[] {
  const { facts } = plan;
  const machines = machinesOf(facts);
  const nodes = machines.filter(({ node }) => node !== undefined);
  const filtered = machines.filter(({ filter }) => filter === 'nftables');
  return [
    ...(facts.proxmox === undefined ? [] : [vmStep(facts, nodes)]),
    ...machines.flatMap((machine) => gatewayStep(machine, facts)),
    ...(filtered.length === 0 ? [] : [filterStep(filtered, facts)]),
    ...machines
      .filter(({ host }) => host?.services.postgresql !== undefined)
      .map((machine) => databaseStep(machine, facts)),
    ...nodeSteps(nodes, plan),
    gateStep(facts),
  ];
}

function vmStep(facts: Facts, nodes: readonly Machine[]): Step {
  return {
    title: 'Virtual machines',
    why: 'OpenTofu clones the template; agents come after the server. It asks for what is secret and keeps it in its state: keep the state out of the repository.',
    commands: [
      `tofu -chdir=${folderOf(facts)}/opentofu init`,
      `tofu -chdir=${folderOf(facts)}/opentofu plan -out=plan`,
      `tofu -chdir=${folderOf(facts)}/opentofu apply plan`,
      '# What hardware-configuration.nix and the cluster file have to agree with, on each new machine:',
      ...nodes.map((machine) => ssh(machine, '"nixos-generate-config --show-hardware-config"')),
    ],
    trouble: [
      '`apply` waits for the guest agent: the template lacks `services.qemuGuest.enable`.',
      'A clone has the UUID of the template: take the one that the host itself prints.',
    ],
  };
}

function filterStep(filtered: readonly Machine[], facts: Facts): Step {
  return {
    title: 'Firewalls of the machines that run already',
    why: 'A new node changes the firewall of every other machine. Do these first: a node that joins before is cut off. On a machine that was just made the firewall comes with its configuration; skip it here. Each third line has to be a new connection.',
    commands: filtered.flatMap((machine) => firewallCommands(machine, facts)),
    check: ['machines', 'firewall'],
    trouble: [
      'The third line hangs or says that no trial is running: the new rules kept you out, and the old ones are back after a minute. Look for your network in `administrators` of the cluster file.',
    ],
  };
}

function databaseStep(machine: Machine, facts: Facts): Step {
  const folder = `${folderOf(facts)}/${machine.name}`;
  const databases = machine.host?.services.postgresql?.databases ?? [];
  return {
    title: `PostgreSQL on ${machine.name}`,
    why: `Databases, their owners and who may log in come from ${folder}. Passwords stand in no file of the repository: each is a file on the machine, which the first commands ask for (end it with Ctrl-D), and a Secret in the cluster (apps/${facts.name}/bootstrap/README.md).`,
    commands: [
      ...[...new Set(databases.map(({ owner }) => owner))].map((owner) =>
        ssh(machine, `'umask 077; mkdir -p ${passwordFolder}; cat > ${passwordFolder}/${owner}'`),
      ),
      ...nixosCommands(machine, facts),
      ssh(machine, 'reboot'),
    ],
    check: ['database'],
    trouble: [
      'Before the nodes run, the checks from the nodes fail; come back to them.',
      '`permission denied for schema public`: the role does not own the database; `systemctl restart postgresql-databases` there, which runs init.sql.',
    ],
  };
}

function nodeSteps(nodes: readonly Machine[], plan: ClusterPlan): readonly Step[] {
  const { facts } = plan;
  const several = serversOf(facts).length > 1;
  const servers = nodes.filter(({ node }) => node?.role === 'server');
  const agents = nodes.filter(({ node }) => node?.role === 'agent');
  const [first, ...others] = servers;
  const bootstrap = `apps/${facts.name}/bootstrap/README.md`;
  const plugin =
    facts.k3s.networkPlugin === 'none'
      ? [`# Nodes are Ready only with a network: do the first steps of ${bootstrap} now.`]
      : [];
  return [
    {
      title: several ? 'The servers, one after the other' : 'The server',
      why: `Every node reads the join token from ${tokenFile}. The first command makes it on the first server; it goes from there to the others, and into no repository.${several ? ' Go on with the next server only when the one before is there: etcd needs a majority.' : ''}`,
      commands: [
        ...(first === undefined ? [] : [ssh(first, makeToken), ...joinCommands(first, facts)]),
        ...plugin,
        ...others.flatMap((machine) => [
          ...tokenCommands(first, machine),
          ...joinCommands(machine, facts),
          'kubectl get nodes',
        ]),
      ],
      trouble: [
        'x509 errors under another address: `tls-san` was added after the start. Restart k3s on one server at a time, and wait for it.',
        'The name of the first server is not found: the name server outside does not know it; the hosts file has to.',
      ],
    },
    ...(agents.length === 0
      ? []
      : [
          {
            title: 'The agents',
            why: 'They need the token and the way to the API; nothing else depends on their order.',
            commands: agents.flatMap((machine) => [
              ...tokenCommands(first, machine),
              ...joinCommands(machine, facts),
            ]),
            check: ['machines', 'nodes', 'api'],
            trouble: [
              'An agent does not show up: `journalctl -u k3s-agent -u k3s` there. `connection refused` or a time-out is a firewall, `401` is the token.',
            ],
          },
        ]),
  ];
}

/** Makes the token where there is none yet. */
const makeToken = `'umask 077; mkdir -p ${posix.dirname(tokenFile)}; test -s ${tokenFile} || head -c 32 /dev/urandom | base64 -w 0 > ${tokenFile}'`;

/** Hands the token from the first server to another machine. */
function tokenCommands(first: Machine | undefined, machine: Machine): readonly string[] {
  if (first === undefined) return [];
  const take = `'umask 077; mkdir -p ${posix.dirname(tokenFile)}; cat > ${tokenFile}'`;
  return [`${ssh(first, `cat ${tokenFile}`)} | ${ssh(machine, take)}`];
}

/** What makes a machine a node, by what it runs. */
function joinCommands(machine: Machine, facts: Facts): readonly string[] {
  const { name, node } = machine;
  const folder = `${folderOf(facts)}/${name}`;
  const unit = node?.role === 'server' ? 'k3s' : 'k3s-agent';
  switch (node?.machine?.kind) {
    case 'vm':
      return [...nixosCommands(machine, facts), `${ssh(machine, 'reboot')}   # a new host name needs it`];
    case 'raspberry-pi':
      return [
        `# ${name}: the names first, then what k3s reads; install k3s ${facts.k3s.version} if it is not there.`,
        scp(machine, [`${folder}/hosts.debian.tmpl`], '/etc/cloud/templates/'),
        ssh(machine, 'cloud-init single --name update_etc_hosts --frequency always'),
        ssh(machine, 'mkdir -p /etc/rancher/k3s'),
        scp(machine, [`${folder}/k3s-config.yaml`], '/etc/rancher/k3s/config.yaml'),
        ssh(machine, `systemctl restart ${unit}`),
      ];
    case undefined:
      return [
        `# ${name} (${machine.address}): install k3s ${facts.k3s.version} as ${node?.role ?? 'agent'}; its system is not known here.`,
      ];
  }
}

function gateStep(facts: Facts): Step {
  return {
    title: 'The gate before workloads',
    why: `Nodes that are Ready prove no network between pods. Every line has to be ok before you go on with apps/${facts.name}/bootstrap/README.md.`,
    commands: [`sh ${folderOf(facts)}/verify.sh`],
    trouble: [
      'Pods in CrashLoopBackOff from before a repair (local-path-provisioner, CoreDNS): `kubectl -n kube-system rollout restart deployment NAME`.',
    ],
  };
}

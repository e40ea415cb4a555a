import { gatewayOf, serversOf } from '../../inventory';
import type { Machine } from '../machines';
import { deployCommands, folderOf, scp, ssh } from '../runbook/commands';
import type { RunbookTask, TaskStep } from '../runbook/task';
import type { RunContext } from '../running';
import { stateBackups } from './backup';
import { installCommands, isNixos, joinCommands, tokenCommands, unitOf } from './node-steps';
import { stateFolder } from './settings';

/** What is done to a running cluster of k3s. */
export function k3sTasks(context: RunContext): readonly RunbookTask[] {
  // Once for all pages: looking for them again for each of ten thousand nodes would take their square.
  const servers = serversIn(context);
  const [first] = servers;
  if (first === undefined) return [];
  return [
    ...context.machines.map((machine) => replaceTask(machine, servers, context)),
    rotateTask(first, context),
    restoreTask(first, context),
    upgradeTask(context),
    powerTask(context),
  ];
}

function serversIn({ machines }: RunContext): readonly Machine[] {
  return machines.filter(({ node }) => node?.role === 'server');
}

const verify = ({ model }: RunContext, stages: string): string =>
  `sh ${folderOf(model.plan.facts)}/verify.sh ${stages}`;

const ready = ({ name }: Machine): string => `kubectl wait --for=condition=Ready node/${name} --timeout=5m`;

/** A backup before something that can go wrong. */
function backupStep(context: RunContext): TaskStep {
  const file = `../${context.model.plan.facts.name}-k3s.tgz`;
  return {
    title: 'Back up the state',
    why: 'It contains secrets: keep it outside the repository, readable by you only.',
    commands: ['umask 077', ...stateBackups(context).flatMap(({ commands }) => commands)],
    check: [`tar -tzf ${file} | grep -q server/token`],
  };
}

function replaceTask(machine: Machine, servers: readonly Machine[], context: RunContext): RunbookTask {
  const { name, node } = machine;
  const isServer = node?.role === 'server';
  if (isServer && servers.length === 1) return replaceLoneServer(machine, context);
  const [from] = servers.filter((server) => server.name !== name);
  const source = from ?? machine;
  return {
    name: 'replace-node',
    target: name,
    title: `Replace or rebuild ${isServer ? 'server' : 'node'} ${name}`,
    why: isServer
      ? `The other servers keep the cluster, as long as ${majority(servers.length)} run. The rebuilt machine joins them, the first server too: its configuration says where. Never run begin-cluster.sh here.`
      : 'The cluster goes on without it. Volumes on its disk are lost; copies elsewhere are not.',
    steps: [
      {
        title: 'See that the rest runs',
        ...(isServer && {
          why: `Without ${majority(servers.length)} Ready servers, do not go on: restore the cluster instead.`,
        }),
        commands: ['kubectl get nodes'],
        check: servers.filter((server) => server.name !== name).map(ready),
      },
      {
        title: `Take ${name} out`,
        why: `Stop it first if it still runs. With the node, k3s removes ${isServer ? 'its member of etcd and ' : ''}its password; both would keep the new machine out.`,
        commands: [
          `kubectl drain ${name} --ignore-daemonsets --delete-emptydir-data --timeout=5m || kubectl cordon ${name} || true`,
          `kubectl delete node ${name} --ignore-not-found`,
          `kubectl --namespace kube-system delete secret ${name}.node-password.k3s --ignore-not-found`,
        ],
        check: [`test -z "$(kubectl get node ${name} --ignore-not-found --output name)"`],
      },
      {
        title: 'Set the machine up',
        why: `Install its system as the others have it, with the address ${machine.address}. A machine that kept its disk must not keep the old state: the first command moves it away, and does nothing once the machine has joined.`,
        commands: [
          unlessNode(
            name,
            ssh(
              machine,
              `'systemctl stop ${unitOf(machine)} 2>/dev/null; ${moveState}; rm -f /etc/rancher/node/password ${stateFolder}/token'`,
            ),
          ),
          scp(source, [`${folderOf(context.model.plan.facts)}/join-token.sh`], ''),
          ...tokenCommands(source, machine, context.model.plan.facts),
          ...joinCommands(machine, context),
        ],
        check: [ready(machine), verify(context, 'machines nodes api pods')],
      },
      {
        title: 'Do what other parts need of it',
        why: `In RUNBOOK.md, run the lines that name ${name} in the later steps of Set up: packages, disks, labels.`,
        commands: [],
        check: [verify(context, '')].map((line) => line.trim()),
      },
    ],
    trouble: [
      '`Node password rejected`: delete the secret NAME.node-password.k3s of step 2 again, and restart k3s on the machine.',
      ...(isServer
        ? [
            `k3s does not start and says that etcd has a member of this name: \`kubectl get nodes\` still lists ${name}, or step 2 was left out.`,
          ]
        : []),
    ],
  };
}

/** Moves the state of a server away, where there is one. */
const moveState = `test ! -d ${stateFolder}/db || mv ${stateFolder}/db ${stateFolder}/db.before-$(date +%Y%m%d%H%M%S)`;

/** A command that runs only while a machine is no node: run again later, it would take the state of a node that has joined. */
function unlessNode(name: string, command: string): string {
  return `nodes=$(kubectl get nodes --output name) && if echo "$nodes" | grep -qx node/${name}; then echo "${name} is a node again; its state stays"; else ${command}; fi`;
}

function majority(count: number): string {
  return `${Math.floor(count / 2) + 1} of ${count}`;
}

/** The state of a lone server is on its disk, so it comes back from a backup. */
function replaceLoneServer(machine: Machine, context: RunContext): RunbookTask {
  const { name } = machine;
  const { facts } = context.model.plan;
  return {
    name: 'replace-node',
    target: name,
    title: `Replace or rebuild server ${name}`,
    why: `${name} is the only server, and the state of the cluster is on its disk. Pods of other nodes keep running without it. It comes back from the backup ../${facts.name}-k3s.tgz; without one, set the cluster up again as RUNBOOK.md says.`,
    steps: [
      {
        title: 'See that there is a backup',
        commands: [`tar -tzf ../${facts.name}-k3s.tgz`],
        check: [`tar -tzf ../${facts.name}-k3s.tgz | grep -q server/db/state.db`],
      },
      {
        title: 'Set the machine up',
        why: `Install its system with the address ${machine.address}. The token comes from the backup: a new one does not open the old state.`,
        commands: [
          ssh(machine, `'umask 077; mkdir -p /etc/rancher/k3s'`),
          `tar -xzOf ../${facts.name}-k3s.tgz etc/rancher/k3s/token | ${ssh(machine, `'umask 077; cat > /etc/rancher/k3s/token'`)}`,
          ...(isNixos(machine)
            ? (deployCommands(machine, context) ?? [])
            : installCommands(machine, context)),
          ssh(machine, 'systemctl stop k3s'),
        ],
        check: [ssh(machine, `'! systemctl is-active --quiet k3s && test -s /etc/rancher/k3s/token'`)],
      },
      ...restoreSteps(machine, context),
    ],
    trouble: [
      '`failed to normalize token`, or k3s says that the bootstrap data does not fit the token: the token is not the one of the backup.',
    ],
  };
}

function rotateTask(first: Machine, context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  const others = context.machines.filter(({ name }) => name !== first.name);
  return {
    name: 'rotate-token',
    title: 'Rotate the join token',
    why: 'For a token that somebody else may have seen: whoever has it can join as a server and read everything. Nodes that are joined keep running with the old one until they restart, and then need the new one. Every command may run again; a rotation that was cut off goes on where it was.',
    steps: [
      backupStep(context),
      {
        title: `Give the cluster another token, on ${first.name}`,
        commands: [
          scp(first, [`${folderOf(facts)}/join-token.sh`], ''),
          ssh(first, 'sh join-token.sh rotate'),
          ssh(first, 'systemctl restart k3s'),
        ],
        check: [ready(first)],
      },
      ...others.map((machine) => ({
        title: `Bring it to ${machine.name}`,
        commands: [
          scp(machine, [`${folderOf(facts)}/join-token.sh`], ''),
          `${ssh(first, 'sh join-token.sh show')} | ${ssh(machine, 'sh join-token.sh take-new')}`,
          ssh(machine, `systemctl restart ${unitOf(machine)}`),
        ],
        check: [ready(machine)],
      })),
      {
        ...backupStep(context),
        title: 'Back up again',
        why: `Backups from before need the old token, which is in /etc/rancher/k3s/token.before on ${first.name}. When no such backup is left, remove that file.`,
      },
    ],
    trouble: [
      'k3s does not start on a server and names the token: it has the old one. Run the commands of its step again.',
    ],
  };
}

function restoreTask(first: Machine, context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  return {
    name: 'restore',
    title: `Restore the cluster from a backup`,
    why: `Everything that changed since the backup is lost: objects, not what is in volumes. The archive is ../${facts.name}-k3s.tgz, from the chapter Backups of RUNBOOK.md. restore-k3s.sh refuses while k3s runs, and keeps the state that it replaces.`,
    steps: restoreSteps(first, context),
    trouble: [
      'Nodes that are no longer there come back as NotReady: `kubectl delete node NAME`.',
      'Argo CD then makes of the cluster what is committed now: look at it before you change anything by hand.',
    ],
  };
}

function restoreSteps(first: Machine, context: RunContext): readonly TaskStep[] {
  const { facts } = context.model.plan;
  const others = serversIn(context).filter(({ name }) => name !== first.name);
  return [
    {
      title: 'Stop k3s on every server',
      commands: serversIn(context).map((machine) => ssh(machine, 'systemctl stop k3s')),
      check: serversIn(context).map((machine) => ssh(machine, `'! systemctl is-active --quiet k3s'`)),
    },
    {
      title: `Put the state back, on ${first.name}`,
      commands: [
        scp(first, [`../${facts.name}-k3s.tgz`], 'restore.tgz'),
        scp(first, [`${folderOf(facts)}/restore-k3s.sh`], ''),
        ssh(first, 'sh restore-k3s.sh restore.tgz'),
        ssh(first, 'rm restore.tgz'),
      ],
      check: [ready(first)],
    },
    ...others.map((machine) => ({
      title: `Let ${machine.name} join again`,
      why: 'Its own state is from the cluster that is gone; it is moved away, and k3s takes that of the others.',
      commands: [
        ssh(machine, `'systemctl is-active --quiet k3s || { ${moveState}; rm -f ${stateFolder}/token; }'`),
        ...tokenCommands(first, machine, facts),
        ssh(machine, 'systemctl start k3s'),
      ],
      check: [ready(machine)],
    })),
    {
      title: 'See that all of it runs',
      commands: ['kubectl get nodes'],
      check: [verify(context, 'nodes dns api pods services')],
    },
  ];
}

function upgradeTask(context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  const servers = serversIn(context);
  const agents = context.machines.filter(({ node }) => node?.role === 'agent');
  return {
    name: 'upgrade-k3s',
    title: `Upgrade k3s to ${facts.distribution.version}`,
    why: `The release is what the description of cluster ${facts.name} says now. Change it there by one minor version at most, run npm run synth, and come back here. Servers first, one at a time; agents may lag behind servers, and never run ahead of them.`,
    steps: [
      backupStep(context),
      ...[...servers, ...agents].map((machine) => ({
        title: `Upgrade ${machine.name}`,
        commands: isNixos(machine)
          ? (deployCommands(machine, context) ?? [])
          : [
              scp(
                machine,
                [`${folderOf(facts)}/${machine.name}/k3s-config.yaml`],
                '/etc/rancher/k3s/config.yaml',
              ),
              scp(machine, [`${folderOf(facts)}/install-k3s.sh`], ''),
              ssh(machine, `sh install-k3s.sh ${machine.node?.role ?? 'agent'} upgrade`),
              ssh(machine, `systemctl restart ${unitOf(machine)}`),
            ],
        check: [ready(machine)],
      })),
      {
        title: 'See that all of it runs',
        commands: ['kubectl get nodes'],
        check: [verify(context, 'nodes dns api pods services')],
      },
    ],
    trouble: [
      '`install-k3s: … is not one minor version up or less`: write a release of the minor version in between first.',
      ...(context.machines.some(isNixos)
        ? [
            'On NixOS, nixpkgs decides the patch release: `nixos-rebuild switch --upgrade` takes the newest of the minor version that k3s.nix names.',
          ]
        : []),
    ],
  };
}

function powerTask(context: RunContext): RunbookTask {
  const { facts } = context.model.plan;
  const hosts = facts.hosts.filter((host) => host.system !== undefined);
  const gateway = hosts.some((host) => gatewayOf(host) !== undefined);
  const servers = serversIn(context);
  const agents = context.machines.filter(({ node }) => node?.role === 'agent');
  const start = (machine: Machine) => ssh(machine, `systemctl start ${unitOf(machine)}`);
  return {
    name: 'power-loss',
    title: 'Bring everything up after a loss of power',
    why: 'In the order in which one needs the other. Everything starts by itself; the commands are for what did not, and change nothing where it runs.',
    steps: [
      ...(hosts.length === 0
        ? []
        : [
            {
              title: `Hosts beside the cluster: ${hosts.map(({ name }) => name).join(', ')}`,
              commands: hosts.map(({ address }) => `ssh root@${address} systemctl --failed`),
              check: gateway ? [verify(context, 'gateway')] : [],
            },
          ]),
      {
        title: servers.length === 1 ? 'The server' : 'The servers',
        ...(servers.length > 1 && {
          why: `The API answers when ${majority(servers.length)} of them run, so start them at once. None of them begins a new cluster.`,
        }),
        commands: servers.map(start),
        check: servers.map(ready),
      },
      ...(agents.length === 0
        ? []
        : [{ title: 'The agents', commands: agents.map(start), check: agents.map(ready) }]),
      {
        title: 'Pods and apps',
        why: 'Pods of a node that came back late may still be on another one; Argo CD needs a few minutes.',
        commands: [
          'kubectl get pods --all-namespaces --field-selector=status.phase!=Running,status.phase!=Succeeded',
        ],
        check: [verify(context, '').trim()],
      },
    ],
    trouble: [
      ...(serversOf(facts).length > 1
        ? [
            `Fewer than ${majority(servers.length)} servers come back: restore the cluster on one of them (runbooks/restore.md).`,
          ]
        : []),
      'A database or a volume reports errors after the start: look at its log before you restart it again; a copy first.',
    ],
  };
}

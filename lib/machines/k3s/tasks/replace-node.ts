import type { Machine } from '../../machines';
import { deployCommands, folderOf, scp, ssh } from '../../runbook/commands';
import type { RunbookTask } from '../../runbook/task';
import type { RunContext } from '../../running';
import { installCommands, isNixos, joinCommands, tokenCommands, unitOf } from '../node-steps';
import { stateFolder } from '../settings';
import { majority, moveState, ready, verify } from './parts';
import { restoreSteps } from './restore';

/** Sets a node up again on a machine with empty disks, or with those of before. @param servers all servers of the cluster */
export function replaceTask(machine: Machine, servers: readonly Machine[], context: RunContext): RunbookTask {
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
      hostKeyTrouble,
      '`Node password rejected`: delete the secret NAME.node-password.k3s of step 2 again, and restart k3s on the machine.',
      ...(isServer
        ? [
            `k3s does not start and says that etcd has a member of this name: \`kubectl get nodes\` still lists ${name}, or step 2 was left out.`,
          ]
        : []),
    ],
  };
}

const hostKeyTrouble =
  '`REMOTE HOST IDENTIFICATION HAS CHANGED`: a new system has new host keys. Run `ssh-keygen -R ADDRESS`, and compare the new key at the next log-in.';

/** A command that runs only while a machine is no node: run again later, it would take the state of a node that has joined. */
function unlessNode(name: string, command: string): string {
  return `nodes=$(kubectl get nodes --output name) && if echo "$nodes" | grep -qx node/${name}; then echo "${name} is a node again; its state stays"; else ${command}; fi`;
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
      hostKeyTrouble,
      '`Node password rejected`: the backup lacks /etc/rancher/node/password. Run `kubectl --namespace kube-system delete secret NAME.node-password.k3s` and restart k3s on the machine.',
      '`failed to normalize token`, or k3s says that the bootstrap data does not fit the token: the token is not the one of the backup.',
    ],
  };
}

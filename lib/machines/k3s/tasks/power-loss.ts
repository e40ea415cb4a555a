import { gatewayOf, serversOf } from '../../../inventory';
import type { Machine } from '../../machines';
import { ssh } from '../../runbook/commands';
import type { RunbookTask } from '../../runbook/task';
import type { RunContext } from '../../running';
import { unitOf } from '../node-steps';
import { majority, ready, serversIn, verify } from './parts';

/** Starts what did not start by itself, each part after what it needs. */
export function powerTask(context: RunContext): RunbookTask {
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

import { posix } from 'node:path';
import { serversOf } from '../../inventory';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { deployCommands, folderOf, scp, ssh } from '../runbook/commands';
import { networkFirst } from '../runbook/plain-nodes';
import type { Step } from '../runbook/step';
import { tokenFile } from './settings';

/** What makes nodes of machines. */
export function nodeSteps(context: RunContext): readonly Step[] {
  const { facts } = context.model.plan;
  const nodes = context.machines;
  const several = serversOf(facts).length > 1;
  const servers = nodes.filter(({ node }) => node?.role === 'server');
  const agents = nodes.filter(({ node }) => node?.role === 'agent');
  const [first, ...others] = servers;
  return [
    {
      phase: 'cluster',
      title: several ? 'The servers, one after the other' : 'The server',
      why: `Every node reads the join token from ${tokenFile}. The first command makes it on the first server; it goes from there to the others, and into no repository.${several ? ' Go on with the next server only when the one before is there: etcd needs a majority.' : ''}`,
      commands: [
        ...(first === undefined ? [] : [ssh(first, makeToken), ...joinCommands(first, context)]),
        ...networkFirst(facts),
        ...others.flatMap((machine) => [
          ...tokenCommands(first, machine),
          ...joinCommands(machine, context),
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
            phase: 'cluster' as const,
            title: 'The agents',
            why: 'They need the token and the way to the API; nothing else depends on their order.',
            commands: agents.flatMap((machine) => [
              ...tokenCommands(first, machine),
              ...joinCommands(machine, context),
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
function joinCommands(machine: Machine, context: RunContext): readonly string[] {
  const { facts } = context.model.plan;
  const { name, node } = machine;
  const folder = `${folderOf(facts)}/${name}`;
  const unit = node?.role === 'server' ? 'k3s' : 'k3s-agent';
  switch (node?.machine?.kind) {
    case 'vm':
      return [
        ...(deployCommands(machine, context) ?? []),
        `${ssh(machine, 'reboot')}   # a new host name needs it`,
      ];
    case 'raspberry-pi':
      return [
        `# ${name}: the names first, then what k3s reads; install k3s ${facts.distribution.version} if it is missing.`,
        ...(deployCommands(machine, context) ?? []),
        ssh(machine, 'mkdir -p /etc/rancher/k3s'),
        scp(machine, [`${folder}/k3s-config.yaml`], '/etc/rancher/k3s/config.yaml'),
        ssh(machine, `systemctl restart ${unit}`),
      ];
    case undefined:
      return [
        `# ${name} (${machine.address}): install k3s ${facts.distribution.version} as ${node?.role ?? 'agent'}; its system is not known here.`,
      ];
  }
}

import { posix } from 'node:path';
import { storageClasses } from '../../component';
import { claimsOf, type Facts, serversOf } from '../../inventory';
import type { Machine } from '../machines';
import type { RunContext } from '../running';
import { deployCommands, folderOf, scp, ssh } from '../runbook/commands';
import { networkFirst } from '../runbook/plain-nodes';
import type { Step } from '../runbook/step';
import { tokenFile } from './settings';

/** The steps that turn machines into nodes. */
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
      why: `Every node reads the join token from ${tokenFile}. The first command creates it on the first server, and later ones copy it to the other nodes. Do not commit it to a repository.${several ? ' Continue with the next server only when the one before is Ready: etcd needs a majority.' : ''}`,
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
        'x509 errors at an additional address: `tls-san` was added after k3s started. Restart k3s on one server at a time, and wait until it is Ready.',
        'The name of the first server does not resolve: public name servers do not know it, so it must be in the hosts file.',
        ...claimTrouble(facts),
      ],
    },
    ...(agents.length === 0
      ? []
      : [
          {
            phase: 'cluster' as const,
            title: 'The agents',
            why: 'They need the token and a path to the API. Their order does not matter.',
            commands: agents.flatMap((machine) => [
              ...tokenCommands(first, machine),
              ...joinCommands(machine, context),
            ]),
            check: ['machines', 'nodes', 'api'],
            trouble: [
              'An agent does not appear: run `journalctl -u k3s-agent -u k3s` on it. `connection refused` or a time-out points to a firewall, `401` to a wrong token.',
            ],
          },
        ]),
  ];
}

/** What to do about volume claims of the class that k3s brings. https://docs.k3s.io/storage#setting-up-the-local-storage-provider */
function claimTrouble({ distribution }: Facts): readonly string[] {
  const [own] = claimsOf(distribution, storageClasses);
  if (own === undefined) return [];
  return [
    `A volume claim stays Pending: until a pod that mounts it has a node, that is normal with \`WaitForFirstConsumer\`, the mode of \`${own.value.name}\`. After that its provisioner does not work, mostly because pods do not reach the API: \`kubectl -n kube-system logs deployment/local-path-provisioner\`, then \`sh verify.sh api\`.`,
  ];
}

/** Creates the token unless it exists. */
const makeToken = `'umask 077; mkdir -p ${posix.dirname(tokenFile)}; test -s ${tokenFile} || head -c 32 /dev/urandom | base64 -w 0 > ${tokenFile}'`;

/** Copies the token from the first server to another machine. */
function tokenCommands(first: Machine | undefined, machine: Machine): readonly string[] {
  if (first === undefined) return [];
  const take = `'umask 077; mkdir -p ${posix.dirname(tokenFile)}; cat > ${tokenFile}'`;
  return [`${ssh(first, `cat ${tokenFile}`)} | ${ssh(machine, take)}`];
}

/** The commands that turn a machine into a node, depending on its kind. */
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
        `# ${name}: first the hosts file, then the configuration of k3s. Install k3s ${facts.distribution.version} if it is missing.`,
        ...(deployCommands(machine, context) ?? []),
        ssh(machine, 'mkdir -p /etc/rancher/k3s'),
        scp(machine, [`${folder}/k3s-config.yaml`], '/etc/rancher/k3s/config.yaml'),
        ssh(machine, `systemctl restart ${unit}`),
      ];
    case undefined:
      return [
        `# ${name} (${machine.address}): install k3s ${facts.distribution.version} as ${node?.role ?? 'agent'}; asterism does not know its system.`,
      ];
  }
}

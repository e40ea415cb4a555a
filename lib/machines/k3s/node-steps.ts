import { storageClasses } from '../../component';
import { claimsOf, type Facts, serversOf } from '../../inventory';
import type { Machine } from '../machines';
import { runsNixos } from '../nixos/claim';
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
  if (first === undefined) return [];
  return [
    {
      phase: 'cluster',
      title: several ? 'The servers, one after the other' : 'The server',
      why: `Every node reads the join token from ${tokenFile}. \`make\` takes it from a server that has one, and makes one for a new cluster; \`show\` and \`take\` bring it to the other nodes. Do not commit it to a repository.${several ? ' Every server joins the others when it starts without data; only begin-cluster.sh begins a cluster, once, and not where one answers. Continue with the next server only when the one before is Ready: etcd needs a majority.' : ''}`,
      commands: [
        ...firstCommands(first, context, several),
        ...kubeconfigCommands(first, facts),
        ...networkFirst(facts),
        ...others.flatMap((machine) => [
          ...tokenCommands(first, machine, facts),
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
              ...tokenCommands(first, machine, facts),
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

/** The first server takes the token of the cluster, or makes one; of several, it begins the cluster. */
function firstCommands(first: Machine, context: RunContext, several: boolean): readonly string[] {
  const folder = folderOf(context.model.plan.facts);
  const token = [scp(first, [`${folder}/join-token.sh`], ''), ssh(first, 'sh join-token.sh make')];
  if (!several) return [...token, ...joinCommands(first, context)];
  const begin = scp(first, [`${folder}/begin-cluster.sh`], '');
  return isNixos(first)
    ? [
        ...token,
        begin,
        ssh(first, 'sh begin-cluster.sh prepare'),
        ...joinCommands(first, context),
        '# When it is up again:',
        ssh(first, 'sh begin-cluster.sh'),
      ]
    : [...token, ...installCommands(first, context), begin, ssh(first, 'sh begin-cluster.sh')];
}

/** A file with which kubectl reaches the API, readable by its owner only. One that is there stays until the server answers. */
function kubeconfigCommands(first: Machine, { name, api }: Facts): readonly string[] {
  const rename = `sed -e 's#https://127.0.0.1:6443#https://${api.address}:${api.port}#' -e 's/: default$/: ${name}/'`;
  const file = `~/.kube/${name}.yaml`;
  return [
    `# ${isNixos(first) ? 'When the machine is up again: ' : ''}kubectl needs this file from here on; \`export\` lasts as long as the shell.`,
    `mkdir -p ~/.kube && ${ssh(first, 'cat /etc/rancher/k3s/k3s.yaml')} | ${rename} | (umask 077; cat > ${file}.new) && test -s ${file}.new && mv ${file}.new ${file}`,
    `export KUBECONFIG=~/.kube/${name}.yaml`,
    'kubectl get nodes',
  ];
}

/** Copies the token from the first server to another machine. */
export function tokenCommands(from: Machine, machine: Machine, facts: Facts): readonly string[] {
  return [
    scp(machine, [`${folderOf(facts)}/join-token.sh`], ''),
    `${ssh(from, 'sh join-token.sh show')} | ${ssh(machine, 'sh join-token.sh take')}`,
  ];
}

/** The commands that turn a machine with a token into a node. */
export function joinCommands(machine: Machine, context: RunContext): readonly string[] {
  if (isNixos(machine))
    return [
      ...(deployCommands(machine, context) ?? []),
      `${ssh(machine, 'reboot')}   # a new host name needs it`,
    ];
  return [...installCommands(machine, context), ssh(machine, `systemctl restart ${unitOf(machine)}`)];
}

/** The unit of systemd that runs k3s on a node. NixOS names it the same for both roles. */
export function unitOf(machine: Machine): string {
  return machine.node?.role === 'server' || isNixos(machine) ? 'k3s' : 'k3s-agent';
}

/** Its configuration comes before k3s: installed without, k3s starts with other settings, and keeps some of them for good. */
export function installCommands(machine: Machine, context: RunContext): readonly string[] {
  const folder = folderOf(context.model.plan.facts);
  const { name, node } = machine;
  return [
    `# ${name}: its configuration, then k3s, unless it is installed.`,
    ...(deployCommands(machine, context) ?? []),
    ssh(machine, 'mkdir -p /etc/rancher/k3s'),
    scp(machine, [`${folder}/${name}/k3s-config.yaml`], '/etc/rancher/k3s/config.yaml'),
    scp(machine, [`${folder}/install-k3s.sh`], ''),
    ssh(machine, `sh install-k3s.sh ${node?.role ?? 'agent'}`),
  ];
}

export function isNixos({ node }: Machine): boolean {
  return node !== undefined && runsNixos(node);
}

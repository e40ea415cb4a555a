import { type Facts, serversOf } from '../../inventory';
import type { RunContext } from '../running';
import { keepBackup, ssh } from '../runbook/commands';
import type { Backup } from '../runbook/step';
import { stateFolder, tokenFile } from './settings';

/** What k3s keeps on a server, and how it comes back. https://docs.k3s.io/datastore/backup-restore */
export function stateBackups({ model, machines }: RunContext): readonly Backup[] {
  const { facts } = model.plan;
  const [server] = machines.filter(({ node }) => node?.role === 'server');
  if (server === undefined) return [];
  const why = `${lossOfAServer(facts)} Keep the token with the state: without it, part of the state cannot be decrypted.`;
  // With the password of the node, of which the state has a hash: without it, a machine with new disks is refused as this node.
  const pack = (folder: string) =>
    `tar -cz ${stateFolder}/${folder} ${stateFolder}/token ${tokenFile} /etc/rancher/node/password`;
  const keep = (command: string) => keepBackup(command, `../${facts.name}-k3s.tgz`, 'tar -tzf %');
  const restore = 'To restore, follow runbooks/restore.md beside this page.';
  if (serversOf(facts).length > 1)
    return [
      {
        why,
        commands: [
          '# k3s keeps its state in etcd. Back up a snapshot and the token.',
          ssh(server, 'k3s etcd-snapshot save --name before'),
          keep(ssh(server, `"${pack('db/snapshots')}"`)),
        ],
        restore,
      },
    ];
  return [
    {
      why,
      commands: [
        '# k3s keeps its state in SQLite and has no command to save it. Copy the folder while k3s is stopped; pods keep running.',
        keep(
          ssh(server, `'systemctl stop k3s && ${pack('db')}; status=$?; systemctl start k3s; exit $status'`),
        ),
      ],
      restore,
    },
  ];
}

function lossOfAServer(facts: Facts): string {
  switch (serversOf(facts).length) {
    case 1:
      return 'There is one server: while it is down, nothing changes in the cluster.';
    case 2:
      return 'There are two servers: without one of them etcd has no majority, and nothing changes in the cluster.';
    default:
      return 'The cluster survives the loss of one server.';
  }
}

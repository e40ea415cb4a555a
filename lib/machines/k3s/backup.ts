import { type Facts, serversOf } from '../../inventory';
import type { RunContext } from '../running';
import { ssh } from '../runbook/commands';
import type { Backup } from '../runbook/step';
import { stateFolder, tokenFile } from './settings';

/** What k3s keeps on a server, and how it comes back. https://docs.k3s.io/datastore/backup-restore */
export function stateBackups({ model, machines }: RunContext): readonly Backup[] {
  const { facts } = model.plan;
  const [server] = machines.filter(({ node }) => node?.role === 'server');
  if (server === undefined) return [];
  const why = `${lossOfAServer(facts)} Keep the token with the state: without it, part of the state cannot be decrypted.`;
  const pack = (folder: string) => `tar -cz ${stateFolder}/${folder} ${stateFolder}/token ${tokenFile}`;
  if (serversOf(facts).length > 1)
    return [
      {
        why,
        commands: [
          '# k3s keeps its state in etcd. Back up a snapshot and the token.',
          ssh(server, 'k3s etcd-snapshot save --name before'),
          `${ssh(server, `"${pack('db/snapshots')}"`)} > ../${facts.name}-k3s.tgz`,
        ],
        restore: `To restore, put the token back, stop k3s on every server and run \`k3s server --cluster-reset --cluster-reset-restore-path=SNAPSHOT\` on ${server.name}. Start k3s there when the command asks for it; on each other server remove ${stateFolder}/db first.`,
      },
    ];
  return [
    {
      why,
      commands: [
        '# k3s keeps its state in SQLite and has no command to save it. Copy the folder while k3s is stopped; pods keep running.',
        `${ssh(server, `"systemctl stop k3s && ${pack('db')}; systemctl start k3s"`)} > ../${facts.name}-k3s.tgz`,
      ],
      restore: `To restore, put the token back, stop k3s on ${server.name}, replace ${stateFolder}/db with the copy, and start k3s.`,
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

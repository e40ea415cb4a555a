import { filledScript } from '../../core';
import { propertiesText } from './properties';
import { startZookeeper } from './start-zookeeper.script';

/** Where a ZooKeeper server keeps its data: a folder of the volume, since the volume's root may hold `lost+found`. */
export const zookeeperData = '/var/lib/zookeeper/data';

/** Ports of a ZooKeeper server. */
export const zookeeperPorts = { client: 2181, peer: 2888, election: 3888 };

/** Settings of ZooKeeper servers; `servers` are their names, in the order of their numbers. */
export function zookeeperProperties(servers: readonly string[]): string {
  const { client, peer, election } = zookeeperPorts;
  return propertiesText('Settings of every ZooKeeper server.', [
    {
      comment: 'A folder of the volume; old snapshots and logs are removed once a day.',
      entries: {
        dataDir: zookeeperData,
        'autopurge.snapRetainCount': 3,
        'autopurge.purgeInterval': 24,
      },
    },
    {
      comment: 'Clients; the probes ask with ruok and srvr, which are off by default. No admin server.',
      entries: {
        clientPort: client,
        maxClientCnxns: 0,
        '4lw.commands.whitelist': 'ruok,srvr',
        'admin.enableServer': false,
      },
    },
    {
      comment:
        'Time in ticks of two seconds: for the first contact with the leader, and for staying in touch.',
      entries: { tickTime: 2000, initLimit: 10, syncLimit: 5 },
    },
    ...(servers.length < 2
      ? []
      : [
          {
            comment:
              "The ensemble. A pod's own name is not always known yet when it starts, so it listens everywhere.",
            entries: {
              quorumListenOnAllIPs: true,
              ...Object.fromEntries(
                servers.map((server, index) => [`server.${index + 1}`, `${server}:${peer}:${election}`]),
              ),
            },
          },
        ]),
  ]);
}

/** Script that starts one ZooKeeper server. @param heap in MiB */
export function zookeeperScript(heap: number): string {
  return filledScript(startZookeeper, { data: zookeeperData, heap });
}

import { propertiesText } from './properties';

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

/** Script that starts one ZooKeeper server. */
export function startZookeeper(heap: number): string {
  return `#!/bin/sh
# Starts one ZooKeeper server. Its number is that of the pod, counted from 1.
set -eu
settings=$(dirname "$0")
kafka=\${KAFKA_HOME:-/opt/kafka}
data=${zookeeperData}

ordinal=\${POD_NAME##*-}
case $ordinal in
'' | *[!0-9]*)
  echo "start-zookeeper: POD_NAME is \\"$POD_NAME\\", which does not end in a number; run this in a pod of the StatefulSet" >&2
  exit 1
  ;;
esac
mkdir -p "$data"
echo $((ordinal + 1)) >"$data/myid"

# These are read by kafka-run-class.sh. Heap: half of the memory limit. LOG_DIR: the image's is read-only.
# EXTRA_ARGS without -loggc: no garbage collector log, which would be a file of up to 1 GB.
export KAFKA_HEAP_OPTS="-Xms${heap}m -Xmx${heap}m"
export KAFKA_LOG4J_OPTS="-Dlog4j.configuration=file:$settings/log4j.properties"
export LOG_DIR=/tmp/kafka-logs
export EXTRA_ARGS="-name zookeeper"
exec "$kafka/bin/zookeeper-server-start.sh" "$settings/zookeeper.properties"
`;
}

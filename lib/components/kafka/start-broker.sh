#!/bin/sh
# Starts one broker. Its number is that of the pod.
set -eu
settings=$(dirname "$0")
kafka=${KAFKA_HOME:-/opt/kafka}
properties=/tmp/server.properties

ordinal=${POD_NAME##*-}
case $ordinal in
'' | *[!0-9]*)
  echo "start-broker: POD_NAME is \"$POD_NAME\", which does not end in a number; run this in a pod of the StatefulSet" >&2
  exit 1
  ;;
esac
{
  cat "$settings/server.properties"
  echo
  echo "node.id=$ordinal"
  echo "advertised.listeners=CLIENTS://$POD_NAME.@domain@:9092"
} >"$properties"

# A volume of another cluster, or of another quorum, is refused: with new members that hold nothing, a majority could
# forget what this volume knows.
data=@data@
cluster_id=@cluster_id@
voters=@voters@
if [ -f "$data/meta.properties" ]; then
  found=$(sed -n 's/^cluster\.id=//p' "$data/meta.properties")
  if [ "$found" != "$cluster_id" ]; then
    echo "start-broker: the volume belongs to cluster $found, not $cluster_id; write clusterId: '$found', or remove the volume" >&2
    exit 1
  fi
  if [ -f "$data.voters" ] && [ "$(cat "$data.voters")" != "$voters" ]; then
    echo "start-broker: the quorum of this volume is $(cat "$data.voters"), and the settings say $voters; a static quorum cannot change: go back, or make a new cluster and copy the topics" >&2
    exit 1
  fi
fi
# --ignore-formatted: a volume that is formatted already stays as it is.
LOG_DIR=/tmp/kafka-logs "$kafka/bin/kafka-storage.sh" format --ignore-formatted --cluster-id "$cluster_id" --config "$properties"
echo "$voters" >"$data.voters"

# These are read by kafka-run-class.sh, not by the broker. Heap: half of the memory limit. LOG_DIR: the image's is read-only.
# EXTRA_ARGS without -loggc: no garbage collector log, which would be a file of up to 1 GB.
export KAFKA_HEAP_OPTS="-Xms@heap@m -Xmx@heap@m"
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$settings/log4j2.properties"
export LOG_DIR=/tmp/kafka-logs
export EXTRA_ARGS="-name kafkaServer"
# exec: the broker gets the signal that ends the pod, and hands its partitions over before it goes.
exec "$kafka/bin/kafka-server-start.sh" "$properties"

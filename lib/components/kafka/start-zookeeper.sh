#!/bin/sh
# Starts one ZooKeeper server. Its number is that of the pod, counted from 1.
set -eu
settings=$(dirname "$0")
kafka=${KAFKA_HOME:-/opt/kafka}
data=@data@

ordinal=${POD_NAME##*-}
case $ordinal in
'' | *[!0-9]*)
  echo "start-zookeeper: POD_NAME is \"$POD_NAME\", which does not end in a number; run this in a pod of the StatefulSet" >&2
  exit 1
  ;;
esac
mkdir -p "$data"
echo $((ordinal + 1)) >"$data/myid"

# These are read by kafka-run-class.sh. Heap: half of the memory limit. LOG_DIR: the image's is read-only.
# EXTRA_ARGS without -loggc: no garbage collector log, which would be a file of up to 1 GB.
export KAFKA_HEAP_OPTS="-Xms@heap@m -Xmx@heap@m"
export KAFKA_LOG4J_OPTS="-Dlog4j.configuration=file:$settings/log4j.properties"
export LOG_DIR=/tmp/kafka-logs
export EXTRA_ARGS="-name zookeeper"
exec "$kafka/bin/zookeeper-server-start.sh" "$settings/zookeeper.properties"

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
  echo "broker.id=$ordinal"
  echo "advertised.listeners=CLIENTS://$POD_NAME.@domain@:9092"
} >"$properties"

# These are read by kafka-run-class.sh, not by the broker. Heap: half of the memory limit. LOG_DIR: the image's is read-only.
# EXTRA_ARGS without -loggc: no garbage collector log, which would be a file of up to 1 GB.
export KAFKA_HEAP_OPTS="-Xms@heap@m -Xmx@heap@m"
export KAFKA_LOG4J_OPTS="-Dlog4j.configuration=file:$settings/log4j.properties"
export LOG_DIR=/tmp/kafka-logs
export EXTRA_ARGS="-name kafkaServer"
# exec: the broker gets the signal that ends the pod, and hands its partitions over before it goes.
exec "$kafka/bin/kafka-server-start.sh" "$properties"

#!/bin/sh
# Starts one worker. The image's own entry point would read settings from variables; these come from worker.properties.
set -eu
settings=$(dirname "$0")
kafka=${KAFKA_HOME:-/kafka}
properties=/tmp/worker.properties

# The config provider takes a file as it is: a line break at its end would be part of the password.
for secret in @secrets@/*; do
  if [ ! -s "$secret" ]; then
    echo "start-worker: $secret is missing or empty" >&2
    exit 1
  fi
  if [ -z "$(tail -c 1 "$secret" | tr -d '\n\r')" ]; then
    echo "start-worker: $secret ends with a line break, which would be part of the password; make the Secret again without it (printf instead of echo)" >&2
    exit 1
  fi
  # The sink hands the password on to Hibernate, which takes this for the name of a setting and puts nothing there.
  if grep -qF '${' "$secret"; then
    echo "start-worker: $secret holds a dollar sign before an opening brace, which the sink would not take as it is; give the role a password without them" >&2
    exit 1
  fi
done

{
  cat "$settings/worker.properties"
  echo
  echo "rest.advertised.host.name=$POD_IP"
} >"$properties"

# These are read by kafka-run-class.sh. Heap: half of the memory limit. LOG_DIR: the image's is read-only.
export KAFKA_HEAP_OPTS="-Xms@heap@m -Xmx@heap@m"
export KAFKA_LOG4J_OPTS="-Dlog4j2.configurationFile=$settings/log4j2.properties"
export LOG_DIR=/tmp/kafka-logs
export EXTRA_ARGS="-name connectDistributed"
exec "$kafka/bin/connect-distributed.sh" "$properties"

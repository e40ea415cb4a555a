#!/bin/sh
# Brings the topics to what topics.txt says: name, partitions, copies, retention in milliseconds or "-".
# Missing topics are created and missing partitions are added (from then on a key may lie in another partition than
# before). More partitions than declared, or another number of copies, need a person: the script says so and fails.
# Topics that are no longer declared stay, with their data.
set -eu
settings=$(dirname "$0")
kafka=${KAFKA_HOME:-/opt/kafka}
bootstrap=@bootstrap@
found=/tmp/topics.found
log=/tmp/topics.log
end=$(($(date +%s) + ${TOPICS_SECONDS:-300}))
export LOG_DIR=/tmp/kafka-logs

topics() {
  "$kafka/bin/kafka-topics.sh" --bootstrap-server "$bootstrap" --command-config "$settings/tools.properties" "$@"
}

# Runs a command until it succeeds or the time is up, so that it does not fail while a broker is starting.
patiently() {
  until "$@" >"$log" 2>&1 </dev/null; do
    if [ "$(date +%s)" -ge "$end" ]; then
      echo "create-topics: gave up on: $*" >&2
      cat "$log" >&2
      return 1
    fi
    sleep 3
  done
}

# Looks up all topics at once: each call of a tool costs two seconds.
look() {
  patiently topics --describe || return 1
  sed -n 's/^Topic: *\([^[:space:]]*\).*PartitionCount: *\([0-9]*\).*ReplicationFactor: *\([0-9]*\).*/\1 \2 \3/p' "$log" >"$found"
}

# found_of TOPIC COLUMN: what there is of a topic, nothing when it does not exist. Read word by word, since a dot in a name
# would match anything in a pattern.
found_of() {
  while read -r topic partitions copies; do
    [ "$topic" = "$1" ] || continue
    if [ "$2" = partitions ]; then echo "$partitions"; else echo "$copies"; fi
  done <"$found"
}

echo "create-topics: waiting for the brokers at $bootstrap"
look || exit 1

while read -r name partitions copies retention; do
  has=$(found_of "$name" partitions)
  if [ -z "$has" ]; then
    echo "create-topics: $name: creating, $partitions partitions, $copies copies"
    patiently topics --create --if-not-exists --topic "$name" --partitions "$partitions" --replication-factor "$copies" || exit 1
  elif [ "$has" -lt "$partitions" ]; then
    echo "create-topics: $name: raising partitions from $has to $partitions"
    patiently topics --alter --topic "$name" --partitions "$partitions" || exit 1
  fi
  if [ "$retention" != - ]; then
    patiently "$kafka/bin/kafka-configs.sh" --bootstrap-server "$bootstrap" --command-config "$settings/tools.properties" \
      --alter --entity-type topics --entity-name "$name" --add-config "retention.ms=$retention" || exit 1
  fi
done <"$settings/topics.txt"

# A new topic takes a moment to be known to every broker.
bad=1
while [ "$bad" -ne 0 ]; do
  look || exit 1
  bad=0
  while read -r name partitions copies _; do
    has=$(found_of "$name" partitions)
    if [ "$has" != "$partitions" ]; then
      bad=1
      echo "create-topics: $name: has ${has:-no} partitions, $partitions are declared" >&2
      if [ "${has:-0}" -gt "$partitions" ]; then
        echo "create-topics: $name: partitions cannot be taken away: declare $has, or remove the topic by hand" >&2
        exit 1
      fi
    elif [ "$(found_of "$name" copies)" != "$copies" ]; then
      echo "create-topics: $name: has $(found_of "$name" copies) copies, $copies are declared: move it with kafka-reassign-partitions.sh" >&2
      exit 1
    else
      echo "create-topics: $name: $has partitions, $copies copies"
    fi
  done <"$settings/topics.txt"
  if [ "$bad" -ne 0 ] && [ "$(date +%s)" -ge "$end" ]; then
    echo "create-topics: gave up" >&2
    exit 1
  fi
  [ "$bad" -eq 0 ] || sleep 2
done
echo "create-topics: done"

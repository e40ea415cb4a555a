#!/bin/sh
# Writes @messages@ messages to @topic@, numbered from 1. The number is the key: writing them again adds no row.
set -eu
settings=$(dirname "$0")
kafka=${KAFKA_HOME:-/opt/kafka}
bootstrap=@bootstrap@
topic=@topic_word@
end=$(($(date +%s) + ${PRODUCE_SECONDS:-600}))
export LOG_DIR=/tmp/kafka-logs

echo "produce: waiting for topic $topic at $bootstrap"
until "$kafka/bin/kafka-topics.sh" --bootstrap-server "$bootstrap" --command-config "$settings/tools.properties" \
  --describe --topic "$topic" >/tmp/topic.log 2>&1; do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "produce: gave up: the brokers do not answer, or have no such topic:" >&2
    cat /tmp/topic.log >&2
    exit 1
  fi
  sleep 3
done

key_schema=$(cat "$settings/key-schema.json")
value_schema=$(cat "$settings/value-schema.json")
# Milliseconds since 1970, as the schema's Timestamp wants them.
now=$(date +%s)000
number=1
while [ "$number" -le @messages@ ]; do
  printf '{"schema":%s,"payload":{"id":%d}}\t' "$key_schema" "$number"
  printf '{"schema":%s,"payload":{"id":%d,"text":"Message %d","created_at":%s}}\n' "$value_schema" "$number" "$number" "$now"
  number=$((number + 1))
done >/tmp/messages

# --sync: without it a message that the brokers do not take is a line in the log, and the exit status is 0 all the same.
# --timeout 0: with --sync no message waits for others to go with; by default each one does, for a second.
"$kafka/bin/kafka-console-producer.sh" --bootstrap-server "$bootstrap" --topic "$topic" --sync --timeout 0 \
  --reader-config "$settings/reader.properties" </tmp/messages
echo "produce: wrote @messages@ messages to $topic"

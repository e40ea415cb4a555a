/**
 * Stand-ins for the scripts under `bin` of Kafka's images, which no artifact brings: the same names, arguments, variables
 * and defaults as far as what ships uses them. As in the images, a tool's log goes to standard error from WARN on, unless
 * KAFKA_LOG4J_OPTS says otherwise, and LOG_DIR is made, which fails where the image is read-only.
 */

/** A line of Kafka; the classes and the kind of logging differ. */
export type KafkaLine = '3' | '4';

const classes: Readonly<Record<KafkaLine, Readonly<Record<string, string>>>> = {
  '3': {
    'kafka-topics.sh': 'org.apache.kafka.tools.TopicCommand',
    'kafka-configs.sh': 'kafka.admin.ConfigCommand',
    'kafka-console-producer.sh': 'kafka.tools.ConsoleProducer',
  },
  '4': {
    'kafka-topics.sh': 'org.apache.kafka.tools.TopicCommand',
    'kafka-configs.sh': 'kafka.admin.ConfigCommand',
    'kafka-storage.sh': 'kafka.tools.StorageTool',
    'kafka-console-producer.sh': 'org.apache.kafka.tools.ConsoleProducer',
    'kafka-console-consumer.sh': 'org.apache.kafka.tools.consumer.ConsoleConsumer',
    'kafka-get-offsets.sh': 'org.apache.kafka.tools.GetOffsetShell',
  },
};

/** Programs that run on: their class, and the heap that they have unless the environment says another. */
const servers: Readonly<Record<KafkaLine, Readonly<Record<string, readonly [main: string, heap: string]>>>> =
  {
    '3': {
      'kafka-server-start.sh': ['kafka.Kafka', '-Xmx1G -Xms1G'],
      'zookeeper-server-start.sh': ['org.apache.zookeeper.server.quorum.QuorumPeerMain', '-Xmx512M -Xms512M'],
    },
    '4': {
      'kafka-server-start.sh': ['kafka.Kafka', '-Xmx1G -Xms1G'],
      'connect-distributed.sh': ['org.apache.kafka.connect.cli.ConnectDistributed', '-Xms256M -Xmx2G'],
    },
  };

/** Where a tool's logging is set when nothing else is said: file under `config`, option that names it, and its text. */
const toolLogging: Readonly<
  Record<KafkaLine, { readonly file: string; readonly option: string; readonly text: string }>
> = {
  '3': {
    file: 'tools-log4j.properties',
    option: '-Dlog4j.configuration=file:',
    text: [
      'log4j.rootLogger=WARN, stderr',
      'log4j.appender.stderr=org.apache.log4j.ConsoleAppender',
      'log4j.appender.stderr.Target=System.err',
      'log4j.appender.stderr.layout=org.apache.log4j.PatternLayout',
      'log4j.appender.stderr.layout.ConversionPattern=[%d] %p %m (%c)%n',
      '',
    ].join('\n'),
  },
  '4': {
    file: 'tools-log4j2.properties',
    option: '-Dlog4j2.configurationFile=',
    text: [
      'appender.stderr.type=Console',
      'appender.stderr.name=stderr',
      'appender.stderr.target=SYSTEM_ERR',
      'appender.stderr.layout.type=PatternLayout',
      'appender.stderr.layout.pattern=[%d] %p %m (%c)%n',
      'rootLogger.level=warn',
      'rootLogger.appenderRef.stderr.ref=stderr',
      '',
    ].join('\n'),
  },
};

/** Files of Kafka's home, by path in it. */
export function kafkaHome(line: KafkaLine): Readonly<Record<string, string>> {
  const logging = toolLogging[line];
  return {
    [`config/${logging.file}`]: logging.text,
    'bin/kafka-run-class.sh': runClass(`${logging.option}$home/config/${logging.file}`),
    ...Object.fromEntries(
      Object.entries(classes[line]).map(([name, main]) => [`bin/${name}`, runs(`${main} "$@"`)]),
    ),
    ...Object.fromEntries(
      Object.entries(servers[line]).map(([name, [main, heap]]) => [
        `bin/${name}`,
        runs(`$EXTRA_ARGS ${main} "$@"`, [
          `KAFKA_HEAP_OPTS=\${KAFKA_HEAP_OPTS:-${heap}}`,
          'EXTRA_ARGS=${EXTRA_ARGS--name server -loggc}',
          'export KAFKA_HEAP_OPTS',
        ]),
      ]),
    ),
  };
}

function runs(rest: string, before: readonly string[] = []): string {
  return ['#!/bin/sh', ...before, `exec "$(dirname "$0")/kafka-run-class.sh" ${rest}`, ''].join('\n');
}

function runClass(logging: string): string {
  return `#!/bin/sh
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
LOG_DIR=\${LOG_DIR:-$home/logs}
[ -d "$LOG_DIR" ] || mkdir -p "$LOG_DIR"
garbage=
while :; do
  case \${1:-} in
  -name) name=$2 && shift 2 ;;
  -loggc) garbage="-Xlog:gc*:file=$LOG_DIR/\${name:-kafka}-gc.log" && shift ;;
  *) break ;;
  esac
done
: "\${KAFKA_HEAP_OPTS=-Xmx256M}" "\${KAFKA_LOG4J_OPTS=${logging}}"
: "\${KAFKA_JVM_PERFORMANCE_OPTS=-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:+ExplicitGCInvokesConcurrent -Djava.awt.headless=true}"
# Words are split on purpose: each variable holds several options.
exec java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS $garbage -Dkafka.logs.dir="$LOG_DIR" $KAFKA_LOG4J_OPTS \\
  -cp "$home/libs/*" \${KAFKA_OPTS:-} "$@"
`;
}

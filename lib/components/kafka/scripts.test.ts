import { find, manifestsOf } from '../../testing/facts';
import { runScript, type ScriptRun } from '../../testing/run-script';
import { kafka, type KafkaProps } from '.';

/** The files of one shipped ConfigMap. */
function shipped(configMap: string, props: KafkaProps): Record<string, string> {
  const data: unknown = find(manifestsOf(kafka(props)), 'ConfigMap', configMap)['data'];
  return Object.fromEntries(Object.entries(data ?? {}).map(([name, text]) => [name, String(text)]));
}

/** A broker's start with stand-ins that write down how they were called. */
function start(props: KafkaProps, more: Partial<ScriptRun> = {}): ScriptRun {
  return {
    files: shipped('kafka', props),
    script: 'start-broker.sh',
    folders: ['/var/lib/kafka/data'],
    before: { '/var/lib/kafka/data/lost+found': '' },
    environment: { POD_NAME: 'kafka-2' },
    programs: {
      'kafka-storage.sh': 'echo "storage $*"',
      'kafka-server-start.sh': 'echo "server $* $KAFKA_HEAP_OPTS $LOG_DIR"',
    },
    ...more,
  };
}

describe('start-broker.sh', () => {
  test('the number of the pod becomes that of the broker, and its name the advertised one', () => {
    runScript(start({ brokers: 3 }), ({ status, output, read }) => {
      expect(status).toBe(0);
      expect(output).toContain('server /tmp/server.properties -Xms1024m -Xmx1024m /tmp/kafka-logs');
      expect(read('/tmp/server.properties')).toContain('\nnode.id=2\n');
      expect(read('/tmp/server.properties')).toContain(
        '\nadvertised.listeners=CLIENTS://kafka-2.kafka-brokers.kafka.svc.cluster.local:9092\n',
      );
    });
  });

  test('a volume is formatted once: what is formatted stays', () => {
    runScript(start({}), ({ output }) => {
      expect(output).toContain(
        'storage format --ignore-formatted --cluster-id 0CfenVIw1eRIuCymUfZO4w --config /tmp/server.properties',
      );
    });
  });

  test('a format that fails starts no broker', () => {
    const programs = { 'kafka-storage.sh': 'exit 1', 'kafka-server-start.sh': 'echo started' };
    runScript(start({}, { programs }), ({ status, output }) => {
      expect(status).not.toBe(0);
      expect(output).not.toContain('started');
    });
  });

  test.each([
    [
      { '/var/lib/kafka/data/log/meta.properties': 'version=1\ncluster.id=AAECAwQFBgcICQoLDA0ODw\n' },
      'clusterId: ',
    ],
    [
      {
        '/var/lib/kafka/data/log/meta.properties': 'version=1\ncluster.id=0CfenVIw1eRIuCymUfZO4w\n',
        '/var/lib/kafka/data/log.voters': '0@elsewhere:9093\n',
      },
      'a static quorum cannot change',
    ],
  ])('a volume of another cluster or quorum is refused', (before, message) => {
    runScript(start({}, { before }), ({ status, output }) => {
      expect(status).toBe(1);
      expect(output).toContain(message);
      expect(output).not.toContain('server /tmp');
    });
  });

  test('a pod without a number is refused', () => {
    runScript(start({}, { environment: { POD_NAME: 'kafka' } }), ({ status, output }) => {
      expect(status).toBe(1);
      expect(output).toContain('POD_NAME is "kafka", which does not end in a number');
    });
  });

  test('with ZooKeeper nothing is formatted', () => {
    runScript(start({ mode: 'zookeeper' }), ({ status, output, read }) => {
      expect(status).toBe(0);
      expect(output).not.toContain('storage');
      expect(read('/tmp/server.properties')).toContain('\nbroker.id=2\n');
    });
  });
});

test('start-zookeeper.sh counts from 1', () => {
  const run = {
    files: shipped('kafka-zookeeper', { mode: 'zookeeper', zookeepers: 3 }),
    script: 'start-zookeeper.sh',
    folders: ['/var/lib/zookeeper'],
    environment: { POD_NAME: 'kafka-zookeeper-0' },
    programs: { 'zookeeper-server-start.sh': 'echo "zookeeper $*"' },
  };
  runScript(run, ({ status, output, read }) => {
    expect(status).toBe(0);
    expect(output).toContain('zookeeper /settings/zookeeper.properties');
    expect(read('/var/lib/zookeeper/data/myid')).toBe('1\n');
  });
});

describe('create-topics.sh', () => {
  const declared: KafkaProps = {
    topics: [{ name: 'a.b', partitions: 2, retention: '1h' }, { name: 'a-b' }],
  };

  /** Brokers that hold what a file says, one line a topic, in the form of the real tool. */
  function create(topics: string, more: Partial<ScriptRun> = {}): ScriptRun {
    return {
      files: shipped('kafka-topics', declared),
      script: 'create-topics.sh',
      environment: { TOPICS_SECONDS: '3' },
      before: { '/tmp/state': topics },
      programs: {
        'kafka-topics.sh': `
case "$*" in
*--describe*)
  while read -r name partitions copies; do
    printf 'Topic: %s\\tTopicId: x\\tPartitionCount: %s\\tReplicationFactor: %s\\tConfigs: c=1\\n' "$name" "$partitions" "$copies"
    printf '\\tTopic: %s\\tPartition: 0\\tLeader: 0\\n' "$name"
  done </tmp/state ;;
*--create*) echo "create $*" >>/tmp/calls; echo "$8 \${10} \${12}" >>/tmp/state ;;
*--alter*) echo "alter $*" >>/tmp/calls; grep -v -F "$7 " /tmp/state >/tmp/state2; echo "$7 $9 1" >>/tmp/state2; mv /tmp/state2 /tmp/state ;;
esac`,
        'kafka-configs.sh': 'echo "configs $*" >>/tmp/calls',
      },
      ...more,
    };
  }

  test('creates what is missing, and sets the retention', () => {
    runScript(create('a-b 1 1\n'), ({ status, output, read }) => {
      expect(output).toContain('create-topics: done');
      expect(status).toBe(0);
      const calls = (read('/tmp/calls') ?? '').trim().split('\n');
      expect(calls).toHaveLength(2);
      expect(calls[0]).toContain(
        '--create --if-not-exists --topic a.b --partitions 2 --replication-factor 1',
      );
      expect(calls[1]).toContain('--entity-name a.b --add-config retention.ms=3600000');
    });
  });

  test('a dot in a name matches a dot only', () => {
    runScript(create('a-b 1 1\na.b 2 1\n'), ({ status, read }) => {
      expect(status).toBe(0);
      expect(read('/tmp/calls')).not.toContain('--create');
    });
  });

  test('adds partitions', () => {
    runScript(create('a-b 1 1\na.b 1 1\n'), ({ status, output }) => {
      expect(output).toContain('create-topics: a.b: raising partitions from 1 to 2');
      expect(status).toBe(0);
    });
  });

  test.each([
    ['a-b 3 1\na.b 2 1\n', 'partitions cannot be taken away: declare 3'],
    ['a-b 1 3\na.b 2 1\n', 'has 3 copies, 1 are declared'],
  ])('fails loudly over what it cannot change', (topics, message) => {
    runScript(create(topics), ({ status, output }) => {
      expect(status).toBe(1);
      expect(output).toContain(message);
    });
  });

  test('waits for the brokers, but not for ever', () => {
    const programs = { 'kafka-topics.sh': 'echo "Timed out waiting for a node assignment"; exit 1' };
    runScript(create('', { programs, environment: { TOPICS_SECONDS: '1' } }), ({ status, output }) => {
      expect(status).toBe(1);
      expect(output).toContain('create-topics: gave up on: topics --describe');
      expect(output).toContain('Timed out waiting for a node assignment');
    });
  });
});

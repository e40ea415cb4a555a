import { anyCode, type Pod } from '../pods/pod';

/** A partition as its leader sees it. */
export interface Partition {
  readonly topic: string;
  readonly number: number;
  readonly replicas: readonly number[];
  readonly inSync: readonly number[];
}

/** A message of a topic. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly key: string;
  readonly value: string;
}

/** Runs one of Kafka's tools in a broker's pod, as `kubectl exec` would. */
async function tool(pod: Pod, name: string, args: readonly string[], input?: string): Promise<string> {
  const called = ['sh', '-c', `LOG_DIR=/tmp/asked exec /opt/kafka/bin/${name} "$@"`, name, ...args];
  const ran = await pod.exec(called, { codes: anyCode, ...(input !== undefined && { input }) });
  if (ran.code !== 0) throw new Error(`${name} in ${pod.name} ended with ${ran.code}:\n${ran.stderr.trim()}`);
  return ran.stdout;
}

/** Every partition, internal topics among them. */
export async function partitions(pod: Pod, bootstrap: string): Promise<readonly Partition[]> {
  const text = await tool(pod, 'kafka-topics.sh', ['--bootstrap-server', bootstrap, '--describe']);
  const numbers = (list = '') => list.split(',').filter(Boolean).map(Number);
  return [
    ...text.matchAll(/^\s+Topic: (\S+)\s+Partition: (\d+)\s.*Replicas: ([\d,]*)\s+Isr: ([\d,]*)/gm),
  ].map(([, topic = '', number, replicas, inSync]) => ({
    topic,
    number: Number(number),
    replicas: numbers(replicas),
    inSync: numbers(inSync),
  }));
}

/** Messages that each topic of these has had, all partitions together. */
export async function ends(
  pod: Pod,
  bootstrap: string,
  topics: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const pattern = topics.join('|').replaceAll('.', '\\.');
  const text = await tool(pod, 'kafka-get-offsets.sh', [
    ...['--bootstrap-server', bootstrap, '--topic', pattern],
  ]);
  const counts: Record<string, number> = Object.fromEntries(topics.map((topic) => [topic, 0]));
  for (const [, topic = '', offset] of text.matchAll(/^(\S+):\d+:(\d+)$/gm))
    counts[topic] = (counts[topic] ?? 0) + Number(offset);
  return counts;
}

/**
 * Writes messages, each a line: key, tab, value; `NULL` means none. All in-sync copies have to have each.
 * @throws when one is not taken
 */
export async function produce(
  pod: Pod,
  bootstrap: string,
  topic: string,
  lines: readonly string[],
): Promise<void> {
  const reading = ['parse.key=true', 'null.marker=NULL'].flatMap((property) => ['--property', property]);
  const writing = [
    '--sync',
    '--timeout',
    '0',
    '--producer-property',
    'acks=all',
    '--producer-property',
    'delivery.timeout.ms=30000',
  ];
  await tool(
    pod,
    'kafka-console-producer.sh',
    ['--bootstrap-server', bootstrap, '--topic', topic, ...reading, ...writing],
    `${lines.join('\n')}\n`,
  );
}

/** Reads a topic from its beginning, as many messages as it has. */
export async function consume(
  pod: Pod,
  bootstrap: string,
  topic: string,
  count: number,
): Promise<readonly Message[]> {
  const printing = [
    'print.headers=true',
    'print.key=true',
    'headers.separator=\u0001',
    'key.separator=\u0002',
  ];
  const text = await tool(pod, 'kafka-console-consumer.sh', [
    ...['--bootstrap-server', bootstrap, '--topic', topic, '--from-beginning'],
    ...['--max-messages', String(count), '--timeout-ms', '20000'],
    ...[...printing, 'line.separator=\u0003'].flatMap((property) => ['--property', property]),
  ]);
  return text
    .split('\u0003')
    .filter((part) => part.includes('\u0002'))
    .map((part) => {
      const [headers = '', key = '', value = ''] = part.split('\u0002');
      return { headers: headersOf(headers), key, value };
    });
}

function headersOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split('\u0001')
      .filter((header) => header.includes(':'))
      .map((header): [string, string] => [
        header.slice(0, header.indexOf(':')),
        header.slice(header.indexOf(':') + 1),
      ]),
  );
}

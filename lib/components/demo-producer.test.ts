import { claimsOf } from '../inventory';
import { claimsFrom, find, manifestsOf, planFrom, read } from '../testing/facts';
import { expectGolden, yamlDocuments } from '../testing/golden';
import { runScript, type ScriptRun } from '../testing/run-script';
import { demoProducer, type DemoProducerProps } from './demo-producer';
import { kafka } from './kafka';
import { usedTopics } from './kafka/topics-claim';

const brokers = kafka().bootstrap;

function written(props: Partial<DemoProducerProps> = {}): DemoProducerProps {
  return { brokers, topic: 'demo-messages', image: 'registry.example/kafka:4.1.0', ...props };
}

/** Runs the shipped script; the stand-in of the console producer keeps what it is given. */
function produce(producer: string, topics = ':'): ScriptRun {
  const data: unknown = find(manifestsOf(demoProducer(written())), 'ConfigMap')['data'];
  return {
    files: Object.fromEntries(Object.entries(data ?? {}).map(([name, text]) => [name, String(text)])),
    script: 'produce.sh',
    environment: { PRODUCE_SECONDS: '1' },
    programs: { 'kafka-topics.sh': topics, 'kafka-console-producer.sh': producer },
  };
}

test('golden', () => {
  const component = demoProducer(written());
  const { workloads } = planFrom(component);
  const topics = claimsOf(claimsFrom(component), usedTopics).map(({ value, at }) => ({ ...value, at }));
  expectGolden(
    'demo-producer/default.yaml',
    yamlDocuments([{ workloads, usedTopics: topics }, ...manifestsOf(component)]),
  );
});

test('a hook that does not loop: deleted before the next sync, without a time to live', () => {
  const job = find(manifestsOf(demoProducer(written())), 'Job');
  expect(job.metadata.annotations).toEqual({
    'argocd.argoproj.io/hook': 'PostSync',
    'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  });
  expect(job).not.toHaveProperty('spec.ttlSecondsAfterFinished');
});

test('ten messages with schema and payload, and the same keys each time', () => {
  runScript(produce('echo "$*" >/tmp/call; cat >/tmp/sent'), ({ status, read: sent }) => {
    expect(status).toBe(0);
    const lines = (sent('/tmp/sent') ?? '').trim().split('\n');
    const messages = lines.map((line) => line.split('\t').map((part): unknown => JSON.parse(part)));
    expect(messages).toHaveLength(10);
    // Milliseconds: as seconds it would be a date in January 1970.
    const created = Number(/"created_at":(\d+)}}$/.exec(lines[0] ?? '')?.[1]);
    expect(Math.abs(created - Date.now())).toBeLessThan(60_000);
    messages.forEach(([key, value], index) => {
      const id = { field: 'id', type: 'int32', optional: false };
      expect(key).toEqual({
        schema: { type: 'struct', optional: false, fields: [id] },
        payload: { id: index + 1 },
      });
      expect(value).toEqual({
        schema: {
          type: 'struct',
          optional: false,
          fields: [
            id,
            { field: 'text', type: 'string', optional: false },
            {
              field: 'created_at',
              type: 'int64',
              optional: false,
              name: 'org.apache.kafka.connect.data.Timestamp',
              version: 1,
            },
          ],
        },
        payload: { id: index + 1, text: `Message ${index + 1}`, created_at: created },
      });
    });
    expect(sent('/tmp/call')).toContain('--sync');
  });
});

test('a message that the brokers do not take fails the Job', () => {
  runScript(produce('exit 1'), ({ status, output }) => {
    expect(status).not.toBe(0);
    expect(output).not.toContain('wrote');
  });
});

test('the producer waits for a missing topic, and gives up after a time', () => {
  runScript(produce('echo sent', 'echo "does not exist"; exit 1'), ({ status, output }) => {
    expect(status).toBe(1);
    expect(output).toContain('produce: gave up');
    expect(output).toContain('does not exist');
    expect(output).not.toContain('sent');
  });
});

test.each([0, 1.5, 1001])('%d messages are refused', (messages) => {
  expect(read(demoProducer(written({ messages, topic: 'a b' }))).messages).toEqual([
    expect.stringContaining('small.components.demo-producer.topic: "a b"'),
    `small.components.demo-producer.messages: ${messages} is not a number of messages; write a whole number from 1 to 1000`,
  ]);
});

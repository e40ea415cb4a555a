import * as v from 'valibot';
import {
  claim,
  type Component,
  declareComponent,
  filledScript,
  image,
  label,
  labelBefore,
  planOf,
  podLabels,
  type PropsOf,
  shellWord,
  wholeNumber,
} from '../core';
import { toolProperties, toolResources } from './kafka/create-topics';
import { bootstrapServers, kafkaEndpoint } from './kafka/endpoint';
import { hookJob } from './kafka/hook-job';
import { propertiesText } from './kafka/properties';
import { topicName } from './kafka/topic-name';
import { usedTopics } from './kafka/topics-claim';
import { produce } from './produce.script';
import { images } from './versions';

/** A Job that writes demo messages. */
export const demoProducerProps = v.strictObject({
  /** Name of the component, a DNS label. @default 'demo-producer' */
  name: v.exactOptional(labelBefore('-produce'), 'demo-producer'),
  /** Where its Job runs. @default 'demo' */
  namespace: v.exactOptional(label, 'demo'),
  /** The brokers: `kafka().bootstrap`. */
  brokers: kafkaEndpoint,
  /** Topic that it writes to; the brokers have to declare it. */
  topic: topicName,
  /** Number of messages, 1 to 1000. @default 10 */
  messages: v.exactOptional(wholeNumber('a number of messages', 1, 1000), 10),
  /** Image with Kafka's command-line tools. @default the one in lib/components/versions.ts */
  image: v.exactOptional(image, images.kafka),
});

/** What a person writes for the demo producer. */
export type DemoProducerProps = PropsOf<typeof demoProducerProps>;

/** The fields of a message, as Connect's JSON converter describes them. */
const fields = {
  id: { type: 'int32', optional: false },
  text: { type: 'string', optional: false },
  created_at: {
    type: 'int64',
    optional: false,
    name: 'org.apache.kafka.connect.data.Timestamp',
    version: 1,
  },
} as const;

/**
 * Writes messages with schema and payload after each sync, numbered from 1: the number is the key, so that writing them
 * again changes the rows of a sink and adds none.
 * @example
 * const producer = demoProducer({ brokers: messages.bootstrap, topic: sink.topic });
 */
export function demoProducer(props: DemoProducerProps): Component {
  return declareComponent(
    { kind: 'demo-producer' },
    demoProducerProps,
    props,
    (settings, _context, identity) => {
      const { brokers, messages, topic } = settings;
      return planOf({
        workloads: [
          {
            name: 'produce',
            pods: podLabels(identity, 'produce'),
            listens: [],
            connects: [{ to: { kind: 'endpoint', endpoint: brokers }, why: 'demo messages' }],
            hostNetwork: false,
          },
        ],
        claims: [claim(usedTopics, { topic, brokers: brokers.owner.component }, '.topic')],
        build: (chart) => {
          hookJob(chart, {
            component: identity,
            workload: 'produce',
            image: settings.image,
            user: 1000,
            script: 'produce.sh',
            files: producerFiles({ bootstrap: bootstrapServers(brokers), topic, messages }),
            resources: toolResources,
            deadline: 1200,
          });
        },
      });
    },
  );
}

interface Produce {
  readonly bootstrap: string;
  readonly topic: string;
  readonly messages: number;
}

function producerFiles({ bootstrap, topic, messages }: Produce): Record<string, string> {
  return {
    'key-schema.json': schema(['id']),
    'value-schema.json': schema(['id', 'text', 'created_at']),
    'produce.sh': filledScript(produce, {
      bootstrap: shellWord(bootstrap),
      topic,
      topic_word: shellWord(topic),
      messages,
    }),
    // --reader-config, since --property becomes --reader-property in Kafka 4.2.
    'reader.properties': propertiesText('How the console producer reads a line: key, tab, value.', [
      {
        comment: 'Our JSON contains no tab.',
        entries: { 'parse.key': true, 'key.separator': '\\t' },
      },
    ]),
    'tools.properties': toolProperties,
  };
}

function schema(names: readonly (keyof typeof fields)[]): string {
  return `${JSON.stringify({
    type: 'struct',
    optional: false,
    fields: names.map((field) => ({ field, ...fields[field] })),
  })}\n`;
}

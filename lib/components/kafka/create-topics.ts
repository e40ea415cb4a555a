import { filledScript, podLabels, type Resources, shellWord, type Workload } from '../../core';
import type { Chart } from 'cdk8s';
import { createTopics } from './create-topics.script';
import { hookJob } from './hook-job';
import { bootstrapServers, type Identity } from './endpoint';
import { propertiesText } from './properties';
import { ownQuantity } from './settings';
import type { Topic } from './topics';

/** What the topics' Job has to know. */
export interface CreateTopics {
  readonly about: Identity;
  readonly topics: readonly Topic[];
  readonly replicationFactor: number;
  readonly image: string;
}

/** Kafka's command-line tools run one at a time, with a heap of 256 MiB each. */
export const toolResources: Resources = {
  cpu: ownQuantity('100m'),
  cpuLimit: ownQuantity('1'),
  memory: ownQuantity('512Mi'),
};

/** Settings of Kafka's command-line tools: they give up soon, so that the script's own bounds hold. */
export const toolProperties = propertiesText('Settings of the command-line tools.', [
  {
    comment: 'Each call gives up soon; the script calls again until its own time is up.',
    entries: { 'default.api.timeout.ms': 15000, 'request.timeout.ms': 10000 },
  },
]);

/** The Job that makes the declared topics, as a workload. */
export function topicsWorkload(about: Identity): Workload {
  return {
    name: 'topics',
    pods: podLabels(about, 'topics'),
    listens: [],
    connects: [{ to: { kind: 'endpoint', endpoint: about.bootstrap }, why: 'creating the declared topics' }],
    hostNetwork: false,
  };
}

/** Makes the Job that brings the brokers' topics to what is declared, and the files it reads. */
export function createTopicsJob(chart: Chart, use: CreateTopics): void {
  hookJob(chart, {
    component: use.about,
    workload: 'topics',
    image: use.image,
    user: 1000,
    script: 'create-topics.sh',
    files: {
      'create-topics.sh': filledScript(createTopics, {
        bootstrap: shellWord(bootstrapServers(use.about.bootstrap)),
      }),
      'tools.properties': toolProperties,
      'topics.txt': topicsText(use.topics, use.replicationFactor),
    },
    resources: toolResources,
    deadline: 900,
  });
}

/** One line a topic: name, partitions, copies, and milliseconds of retention or a hyphen. */
export function topicsText(topics: readonly Topic[], replicationFactor: number): string {
  return topics
    .map(
      ({ name, partitions, retention }) => `${name} ${partitions} ${replicationFactor} ${retention ?? '-'}\n`,
    )
    .join('');
}

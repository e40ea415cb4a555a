import type { ComponentFixture } from '../../testing/component-fixtures';
import { kafka } from '.';
import { kafkaProps } from './props';

const topics = [{ name: 'orders' }];

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'kafka',
    shape: kafkaProps,
    props: { mode: 'kraft', topics: [{ name: 'orders', retention: '7d' }], nodeSelector: { a: 'b' } },
    forms: {
      'kraft, one broker': { component: () => kafka({ brokers: 1, topics }) },
      'kraft, three brokers': { component: () => kafka({ brokers: 3, topics }) },
      zookeeper: { component: () => kafka({ mode: 'zookeeper', topics }) },
      strimzi: { component: () => kafka({ mode: 'strimzi', topics }) },
    },
  },
];

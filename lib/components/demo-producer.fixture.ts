import type { ComponentFixture } from '../testing/component-fixtures';
import { demoProducer, demoProducerProps } from './demo-producer';
import { kafka } from './kafka';

const brokers = kafka({ topics: [{ name: 'orders' }] }).bootstrap;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'demoProducer',
    shape: demoProducerProps,
    props: { brokers, topic: 'orders' },
    forms: { '': { component: () => demoProducer({ brokers, topic: 'orders' }) } },
  },
];

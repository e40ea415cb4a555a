import { smallCluster } from '../testing/clusters';
import type { ComponentFixture } from '../testing/component-fixtures';
import { kafka } from './kafka';
import { strimziOperator, strimziOperatorProps } from './strimzi-operator';

const topics = [{ name: 'orders' }];

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'strimziOperator',
    shape: strimziOperatorProps,
    props: { watchNamespaces: ['kafka'] },
    forms: { '': { component: () => strimziOperator() } },
    charts: () => [
      {
        what: 'strimzi-operator with everything',
        name: 'strimzi-operator',
        everything: true,
        cluster: smallCluster([
          strimziOperator({ watchNamespaces: ['streams'] }),
          kafka({ mode: 'strimzi', namespace: 'streams', topics }),
        ]),
      },
    ],
  },
];

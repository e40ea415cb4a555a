import type { ComponentFixture } from '../../testing/component-fixtures';
import { ciliumFacts } from '../../testing/facts';
import { clusterGateway } from '.';
import { clusterGatewayProps } from './props';

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'clusterGateway',
    shape: clusterGatewayProps,
    props: { className: 'cilium', address: '192.0.2.240', namespaces: ['shop'] },
    forms: {
      '': { component: () => clusterGateway({ className: 'cilium' }), facts: ciliumFacts },
    },
  },
];

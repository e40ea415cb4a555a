import type { ComponentFixture } from '../testing/component-fixtures';
import { ciliumFacts } from '../testing/facts';
import { gatewayApi, gatewayApiProps } from './gateway-api';

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'gatewayApi',
    shape: gatewayApiProps,
    props: { version: 'v1.4.1' },
    forms: { '': { component: () => gatewayApi(), facts: ciliumFacts } },
  },
];

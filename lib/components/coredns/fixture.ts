import type { ComponentFixture } from '../../testing/component-fixtures';
import { ciliumFacts } from '../../testing/facts';
import { coredns } from '.';
import { corednsProps } from './props';

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'coredns',
    shape: corednsProps,
    props: {
      mode: 'replace',
      upstream: ['192.0.2.53'],
      zones: [{ zone: 'corp.example.com', forward: ['192.0.2.54'] }],
    },
    forms: {
      k3s: { component: () => coredns({ mode: 'k3s' }) },
      replace: { component: () => coredns({ mode: 'replace' }), facts: ciliumFacts },
    },
  },
];

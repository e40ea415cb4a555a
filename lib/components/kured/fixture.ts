import { smallCluster } from '../../testing/clusters';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { helmChart } from '../helm-chart';
import { kured } from '.';
import { type KuredProps, kuredProps } from './props';

/** What answers for alerts. */
export const monitoring = helmChart({
  name: 'monitoring',
  namespace: 'monitoring',
  repository: 'https://charts.example.com',
  chart: 'vmalert',
  version: '0.20.0',
  facts: 'anything',
  workloads: [
    {
      name: 'vmalert',
      pods: { app: 'vmalert' },
      listens: [{ name: 'http', port: 8880, transport: 'tcp', open: 'declared' }],
      connects: [],
      hostNetwork: false,
    },
  ],
});

const alerts = monitoring.endpoint('vmalert', 8880);

/** Every option. */
export const everything = {
  window: { days: ['sa', 'su'], start: '23:00', end: '04:00', timeZone: 'Europe/Berlin' },
  period: '30m',
  pause: '20m',
  drainTimeout: '1h',
  alerts: { from: alerts, ignore: '^Watchdog$' },
} as const satisfies KuredProps;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'kured',
    shape: kuredProps,
    props: everything,
    forms: {
      '': { component: () => kured() },
      'with a window': { component: () => kured({ window: everything.window }) },
    },
    charts: () => [
      {
        what: 'kured with everything',
        name: 'kured',
        everything: true,
        cluster: smallCluster([kured(everything), monitoring]),
      },
    ],
  },
];

import { internet } from '../../core';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { chartFacts } from './chart-facts';
import { helmChart } from './helm-chart';
import { helmChartProps } from './props';

const parcel = {
  name: 'parcel',
  namespace: 'shop',
  repository: 'https://charts.example.com',
  chart: 'parcel',
  version: '1.2.3',
};

const facts = chartFacts({
  repository: 'https://charts.example.com',
  chart: 'parcel',
  version: '1.2.3',
  release: 'parcel',
  namespace: 'shop',
  creates: { '': ['rbac.authorization.k8s.io/ClusterRole'], shop: ['apps/Deployment', '/Service'] },
  podSecurity: 'restricted',
  workloads: [
    {
      name: 'parcel',
      kind: 'Deployment',
      pods: { app: 'parcel' },
      ports: [{ name: 'http', port: 8080, transport: 'tcp' }],
      api: true,
    },
  ],
  services: [{ service: 'parcel', port: 80, transport: 'tcp', workload: 'parcel', targetPort: 8080 }],
  definitions: [{ group: 'example.com', kind: 'Page', namespaced: true }],
});

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'helmChart',
    shape: helmChartProps,
    props: {
      ...parcel,
      group: 'apps',
      values: { replicas: 1 },
      facts,
      connects: { parcel: [internet('api.example.com', 443)] },
      inside: [{ from: 'parcel', to: 'parcel', port: 'http', why: 'share' }],
      open: { parcel: { http: 'ingress' } },
      secrets: [{ name: 'a', keys: ['b'], why: 'c' }],
      ignoreDifferences: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'], why: 'a' }],
    },
    forms: {
      'with facts': { component: () => helmChart({ ...parcel, facts }) },
      'that may create anything': { component: () => helmChart({ ...parcel, facts: 'anything' }) },
    },
  },
];

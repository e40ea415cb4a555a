import type { ComponentFixture } from '../../testing/component-fixtures';
import { smallCluster } from '../../testing/clusters';
import { flannelFacts } from '../../testing/facts';
import { argoCd } from '.';
import { argoCdProps } from './props';

const everything = () =>
  argoCd({
    domain: 'argocd.home.example.com',
    applicationSets: true,
    clusters: ['https://192.0.2.99:6443'],
    endpoints: true,
    controllerMemory: '2Gi',
    repoServerMemory: '1Gi',
  });

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'argoCd',
    shape: argoCdProps,
    props: {
      domain: 'argocd.example.com',
      route: { tls: { from: 'issuer', issuer: 'production' }, by: 'gateway' },
      clusters: ['https://192.0.2.10:6443'],
    },
    forms: {
      'with waves': { component: () => argoCd() },
      'with rolling': { component: () => argoCd(), facts: { ...flannelFacts, delivery: 'rolling' } },
    },
    charts: () => [
      {
        what: 'argo-cd with everything',
        name: 'argo-cd',
        everything: true,
        cluster: smallCluster([everything()], { delivery: 'rolling' }),
      },
      { what: 'argo-cd alone', name: 'argo-cd', everything: false, cluster: smallCluster([argoCd()]) },
    ],
  },
];

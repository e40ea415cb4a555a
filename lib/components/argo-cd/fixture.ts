import type { ComponentFixture } from '../../testing/component-fixtures';
import { smallCluster } from '../../testing/clusters';
import { certManager } from '../cert-manager';
import { flannelFacts } from '../../testing/facts';
import { argoCd } from '.';
import { argoCdProps } from './props';

const git = 'ssh://git@git.example.com/home/charts.git';

const everything = () =>
  argoCd({
    domain: 'argo.home.example.com',
    route: { tls: { from: 'issuer', issuer: 'self-signed' }, by: 'traefik' },
    repositories: [
      { kind: 'git', url: git, secret: 'git', by: 'ssh' },
      { kind: 'helm', url: 'https://charts.example.com', secret: 'charts' },
    ],
    knownHosts: [
      'git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE1hZGVVcEZvclRlc3RzT25seU5vdEFSZWFsS2V5',
    ],
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
        cluster: smallCluster(
          [everything(), certManager({ issuers: [{ kind: 'selfSigned', name: 'self-signed' }] })],
          {
            delivery: 'rolling',
            secrets: { 'argocd/git': { from: 'manual' }, 'argocd/charts': { from: 'manual' } },
          },
        ),
      },
      {
        what: 'argo-cd with a certificate of a Secret',
        name: 'argo-cd',
        everything: false,
        cluster: smallCluster(
          [
            argoCd({
              domain: 'argo.home.example.com',
              route: { tls: { from: 'secret', secret: 'argo-tls' } },
            }),
          ],
          { secrets: { 'argocd/argo-tls': { from: 'manual' } } },
        ),
      },
      { what: 'argo-cd alone', name: 'argo-cd', everything: false, cluster: smallCluster([argoCd()]) },
    ],
  },
];

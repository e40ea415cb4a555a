import { smallCluster } from '../../testing/clusters';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { gatewayApi } from '../gateway-api';
import { externalDns } from '.';
import { type ExternalDnsProps, externalDnsProps } from './props';

/** What has to be written, with Ingresses, for which nothing else has to be there. */
export const plain = {
  cloudflare: { secret: 'cloudflare' },
  zones: ['example.com'],
  sources: ['ingress'],
} as const satisfies ExternalDnsProps;

/** Every option. */
export const everything = {
  cloudflare: { secret: 'cloudflare', key: 'token', proxied: true },
  zones: ['example.com', 'example.org'],
  target: 'home.example.net',
  owner: 'home',
  policy: 'sync',
  sources: ['gateway-httproute', 'ingress', 'service'],
} as const satisfies ExternalDnsProps;

/** Where the token comes from. */
export const secrets = { 'external-dns/cloudflare': { from: 'manual' } } as const;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'externalDns',
    shape: externalDnsProps,
    props: everything,
    forms: {
      '': { component: () => externalDns(plain) },
      'with everything': { component: () => externalDns(everything) },
    },
    charts: () => [
      {
        what: 'external-dns with everything',
        name: 'external-dns',
        everything: true,
        cluster: smallCluster([gatewayApi(), externalDns(everything)], { secrets }),
      },
    ],
  },
];

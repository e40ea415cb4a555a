import { smallCluster } from '../../testing/clusters';
import type { ComponentFixture } from '../../testing/component-fixtures';
import { certManager } from '.';
import { type CertManagerProps, certManagerProps } from './props';

type Issuers = NonNullable<CertManagerProps['issuers']>;

const acme = {
  kind: 'acme',
  email: 'admin@example.com',
  cloudflare: { secret: 'cloudflare', key: 'token', zones: ['example.com'] },
} as const;

/** An issuer of each kind, and a CA from each place. */
export const issuers = [
  { ...acme, name: 'staging', server: 'staging' },
  { ...acme, name: 'production', server: 'production' },
  { kind: 'selfSigned', name: 'self-signed' },
  { kind: 'ca', name: 'home', secret: 'home-ca', signedBy: 'self-signed' },
  { kind: 'ca', name: 'company', secret: 'company-ca' },
] as const satisfies Issuers;

const [staging, production, selfSigned, made, given] = issuers;

/** Where the Secrets of these issuers come from. */
export const secrets = {
  'cert-manager/cloudflare': { from: 'manual' },
  'cert-manager/company-ca': { from: 'manual' },
} as const;

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'certManager',
    shape: certManagerProps,
    props: { issuers },
    forms: {
      '': { component: () => certManager() },
      'with ACME issuers': { component: () => certManager({ issuers: [staging, production] }) },
      'with a CA that it makes': { component: () => certManager({ issuers: [selfSigned, made] }) },
      'with a CA from elsewhere': { component: () => certManager({ issuers: [given] }) },
    },
    charts: () => [
      {
        what: 'cert-manager with everything',
        name: 'cert-manager',
        everything: true,
        cluster: smallCluster([certManager({ issuers: [...issuers] })], { secrets }),
      },
    ],
  },
];

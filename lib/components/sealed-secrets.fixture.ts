import { makeCertificate } from '../testing/certificate';
import { smallCluster } from '../testing/clusters';
import type { ComponentFixture } from '../testing/component-fixtures';
import { sealedSecrets, sealedSecretsProps } from './sealed-secrets';

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'sealedSecrets',
    shape: sealedSecretsProps,
    props: { memory: '128Mi', certificate: 'x' },
    forms: { '': { component: () => sealedSecrets() } },
    charts: () => [
      {
        what: 'sealed-secrets with everything',
        name: 'sealed-secrets',
        everything: true,
        cluster: smallCluster([
          sealedSecrets({ memory: '256Mi', certificate: makeCertificate().certificate }),
        ]),
      },
    ],
  },
];

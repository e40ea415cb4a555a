import { k3s } from '../machines';
import { smallCluster } from '../testing/clusters';
import type { ComponentFixture } from '../testing/component-fixtures';
import { ciliumFacts } from '../testing/facts';
import { metallb, metallbProps } from './metallb';

const pools = [{ name: 'pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
const announce = { interfaces: ['eth0'], nodeSelector: { 'kubernetes.io/hostname': 'ada' } };

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'metallb',
    shape: metallbProps,
    props: { pools },
    forms: { '': { component: () => metallb({ pools }), facts: ciliumFacts } },
    charts: () => [
      {
        what: 'metallb with everything',
        name: 'metallb',
        everything: true,
        cluster: smallCluster([metallb({ pools, announce })], {
          distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['servicelb'] }),
        }),
      },
    ],
  },
];

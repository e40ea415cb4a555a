import { k3s } from '../../machines';
import type { ChartForm, ComponentFixture } from '../../testing/component-fixtures';
import { smallCluster } from '../../testing/clusters';
import { ciliumFacts } from '../../testing/facts';
import { gatewayApi } from '../gateway-api';
import { cilium as versions } from '../versions';
import { cilium, ciliumPolicies } from '.';
import { ciliumPoliciesProps } from './policy-props';
import { ciliumProps } from './props';

const pools = [{ name: 'pool', network: 'nodes', range: '192.0.2.240-192.0.2.250' }];
const apiServer = { host: '127.0.0.1', port: 6444 };
const release = 'v1.33.5+k3s1';

export const fixtures: readonly ComponentFixture[] = [
  {
    makes: 'cilium',
    shape: ciliumProps,
    props: {
      version: '1.19.6',
      apiServer,
      hubble: { relay: true, metrics: ['dns'] },
      ingress: { mode: 'shared', address: '192.0.2.240' },
      loadBalancer: { pools, announce: { nodeSelector: { a: 'b' } } },
    },
    forms: {
      alone: { component: () => cilium({ version: '1.19.6', apiServer }), facts: ciliumFacts },
      'with pools': {
        component: () =>
          cilium({
            version: '1.17.18',
            apiServer,
            hubble: { relay: true, ui: true },
            loadBalancer: { pools },
          }),
        facts: ciliumFacts,
      },
    },
    charts: () => versions.versions.flatMap(chartsOf),
  },
  {
    makes: 'ciliumPolicies',
    shape: ciliumPoliciesProps,
    props: {
      name: 'p',
      namespace: 'p',
      policies: [
        {
          name: 'p',
          pods: { a: 'b' },
          from: [{ pods: { a: 'c' } }],
          ports: [{ port: 80 }],
          egress: 'closed',
        },
      ],
    },
    forms: {
      '': {
        component: () =>
          ciliumPolicies({
            name: 'guard',
            namespace: 'shop',
            policies: [{ name: 'guard', pods: { app: 'a' }, from: [{ pods: { app: 'b' } }] }],
          }),
        facts: ciliumFacts,
      },
    },
  },
];

function chartsOf(version: (typeof versions.versions)[number]): readonly ChartForm[] {
  // k3s as it is when Cilium does the work of flannel, kube-proxy and its load balancer.
  const distribution = k3s({
    version: release,
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik'],
  });
  const gateways = gatewayApi({ version: versions.lines[version].gatewayApi });
  const everything = cilium({
    version,
    apiServer,
    hubble: { relay: true, ui: true, metrics: ['dns', 'drop'] },
    prometheus: true,
    sctp: true,
    gatewayApi: gateways.version,
    ingress: { mode: 'shared', address: '192.0.2.240' },
    loadBalancer: {
      pools,
      announce: { interfaces: ['eth0'], nodeSelector: { 'kubernetes.io/hostname': 'ada' } },
    },
  });
  return [
    {
      what: `cilium ${version} with everything`,
      name: 'cilium',
      everything: true,
      cluster: smallCluster([everything, gateways], { distribution }),
    },
    {
      what: `cilium ${version} on one node, with a load balancer for each Ingress`,
      name: 'cilium',
      everything: false,
      cluster: smallCluster(
        [cilium({ version, apiServer, ingress: { mode: 'dedicated' }, loadBalancer: { pools } })],
        {
          distribution,
          nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
        },
      ),
    },
    {
      what: `cilium ${version} beside kube-proxy`,
      name: 'cilium',
      everything: false,
      cluster: smallCluster([cilium({ version, kubeProxyReplacement: false })], {
        distribution: k3s({ version: release, networkPlugin: 'none' }),
      }),
    },
  ];
}

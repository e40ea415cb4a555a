import * as v from 'valibot';
import { IPAddressPool, L2Advertisement } from '../../imports/metallb.io';
import {
  addressAnnotations,
  atLeastOne,
  type ChartValue,
  claim,
  type Component,
  type CreatedKind,
  createdKinds,
  declareComponent,
  flow,
  hostFlowClaims,
  label,
  nodes,
  planOf,
  type PropsOf,
  rangeText,
  syncWave,
  type Workload,
} from '../core';
import { loadBalancers } from './load-balancers';
import { announceShape, checkNodeSelector, poolClaims, poolEntries } from './pools';
import { charts } from './versions';

export const metallbProps = v.strictObject({
  /** Name of the component. */
  name: v.exactOptional(label, 'metallb'),
  /** Where it lives. */
  namespace: v.exactOptional(label, 'metallb-system'),
  /** Addresses that Services of type LoadBalancer get; at least one pool. */
  pools: v.pipe(
    v.array(
      v.strictObject({
        ...poolEntries,
        /** Whether a Service gets an address without naming the pool in the annotation `metallb.io/address-pool`. */
        autoAssign: v.exactOptional(v.boolean(), true),
      }),
    ),
    atLeastOne('write a pool: without one no Service gets an address'),
  ),
  /** Which nodes answer ARP for these addresses, and where. @default all nodes on all their network cards */
  announce: v.exactOptional(announceShape, {}),
});

/** What a person writes for MetalLB. */
export type MetallbProps = PropsOf<typeof metallbProps>;

/** The values of MetalLB's chart that we set: what differs from its defaults. */
export type MetallbValues = {
  /** The routing daemon for BGP. Default: on, with definitions and pods that layer 2 has no use for. */
  readonly frrk8s: { readonly enabled: false };
  /** Requests and limits of the one container. Default: none. */
  readonly controller: { readonly resources: ChartValue };
  /** The same, on every node. Default: none. */
  readonly speaker: { readonly resources: ChartValue };
};

const resources = { requests: { cpu: '25m', memory: '128Mi' }, limits: { memory: '128Mi' } };
const values: MetallbValues = {
  frrk8s: { enabled: false },
  controller: { resources },
  speaker: { resources },
};

/**
 * MetalLB in layer-2 mode: one node answers ARP for each address of its pools. Never beside Cilium's pools or k3s'
 * `servicelb`, which serve the same Services.
 * @example
 * metallb({ pools: [{ name: 'first-pool', network: 'lan', range: '192.0.2.240-192.0.2.250' }] })
 */
export function metallb(props: MetallbProps): Component {
  return declareComponent(
    { kind: 'metallb' },
    metallbProps,
    props,
    ({ announce, pools, name, namespace }, context) => {
      checkNodeSelector(announce.nodeSelector, `${context.at}.announce.nodeSelector`, context);
      // The webhook of the same chart checks these kinds: they wait until the controller answers.
      const metadata = { namespace, annotations: syncWave(1) };
      return planOf({
        provides: [loadBalancers],
        claims: [
          ...poolClaims(pools, '.pools'),
          claim(hostFlowClaims, () => speakerFlows),
          // https://metallb.io/usage/#requesting-specific-ips; the second is the older one.
          claim(addressAnnotations, ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs']),
        ],
        // The chart brings these as well; nothing of ours writes them.
        defines: ['BFDProfile', 'BGPAdvertisement', 'BGPPeer', 'Community'].map((kind) => ({
          group: 'metallb.io',
          kind,
          namespaced: true,
        })),
        workloads: workloads(name),
        // Speakers answer ARP on the nodes' own network, with raw sockets.
        podSecurity: 'privileged',
        upstream: {
          kind: 'helm',
          ...charts.metallb,
          release: name,
          values,
          creates: creates(namespace),
          // The controller fills caBundle of its webhooks and definitions in; the chart leaves that field out (since 0.15),
          // so Argo CD sees no difference there.
          serverSideApply: false,
        },
        build: (chart) => {
          for (const pool of pools)
            new IPAddressPool(chart, `pool-${pool.name}`, {
              metadata: { ...metadata, name: pool.name },
              spec: { addresses: [rangeText(pool.range)], ...(!pool.autoAssign && { autoAssign: false }) },
            });
          // A pool without an advertisement hands out addresses that no machine answers for.
          new L2Advertisement(chart, 'advertisement', {
            metadata: { ...metadata, name },
            spec: {
              ipAddressPools: pools.map((pool) => pool.name),
              ...(announce.interfaces !== undefined && { interfaces: announce.interfaces }),
              ...(announce.nodeSelector !== undefined && {
                nodeSelectors: [{ matchLabels: announce.nodeSelector }],
              }),
            },
          });
        },
      });
    },
  );
}

/** Speakers are on the network of their nodes, and tell each other there which of them are alive. */
const speakerFlows = (['tcp', 'udp'] as const).map((transport) =>
  flow(nodes, nodes, transport, 7946, 'MetalLB speakers find each other'),
);

/** The pods of the chart, with the labels and ports that it gives them. */
function workloads(release: string): readonly Workload[] {
  const pods = (component: string) => ({
    'app.kubernetes.io/name': 'metallb',
    'app.kubernetes.io/instance': release,
    'app.kubernetes.io/component': component,
  });
  return [
    {
      name: 'controller',
      pods: pods('controller'),
      hostNetwork: false,
      listens: [
        { name: 'webhook-server', port: 9443, transport: 'tcp', open: 'kube-apiserver' },
        { name: 'metricshttps', port: 9120, transport: 'tcp', open: 'declared' },
      ],
      connects: [{ to: { kind: 'kube-apiserver' }, why: 'hand out addresses' }],
    },
    {
      name: 'speaker',
      pods: pods('speaker'),
      hostNetwork: true,
      listens: [
        { name: 'metricshttps', port: 9120, transport: 'tcp', open: 'declared' },
        // Speakers tell each other on both which of them are alive.
        { name: 'memberlist-tcp', port: 7946, transport: 'tcp', open: 'declared' },
        { name: 'memberlist-udp', port: 7946, transport: 'udp', open: 'declared' },
      ],
      connects: [{ to: { kind: 'kube-apiserver' }, why: 'see which addresses to answer for' }],
    },
  ];
}

function creates(namespace: string): readonly CreatedKind[] {
  return createdKinds({
    '': [
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      'apiextensions.k8s.io/CustomResourceDefinition',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
    [namespace]: [
      '/ConfigMap',
      // Empty; the controller puts the webhook's certificate in.
      '/Secret',
      '/Service',
      '/ServiceAccount',
      'apps/DaemonSet',
      'apps/Deployment',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
    ],
  });
}

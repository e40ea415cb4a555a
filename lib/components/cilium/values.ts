import { addressOrNameText, type AddressPool, type Facts, prefixLength } from '../../core';
import { poolSize } from '../pools';
import type { CiliumSettings } from './props';

/**
 * The values of Cilium's chart that we set. Each exists under this name in the lines 1.17 to 1.19; the chart's schema lets
 * unknown keys pass, so nothing else would notice a slip.
 */
export type CiliumValues = {
  /** Whether Cilium does kube-proxy's work: true or false, since `strict` fails the template. Default: false. */
  readonly kubeProxyReplacement?: boolean;
  /** Host under which agents and operator reach the API; they cannot use its Service before they serve it. Default: none. */
  readonly k8sServiceHost?: string;
  /** Port of the API there. Default: none. */
  readonly k8sServicePort?: number;
  readonly ipam: {
    readonly operator: {
      /** Where pods get their addresses from. Default: 10.0.0.0/8, which holds the service range of k3s. */
      readonly clusterPoolIPv4PodCIDRList: readonly string[];
    };
  };
  readonly operator: {
    /** Default: 2, and two on one node never become ready. */
    readonly replicas?: number;
    /** Whether a change of the configuration restarts the operator. Default: false. */
    readonly rollOutPods: boolean;
  };
  /** Whether a change of the configuration restarts the agents; without it a commit changes nothing. Default: false. */
  readonly rollOutCiliumPods: boolean;
  readonly hubble: {
    readonly tls: {
      readonly auto: {
        /** Who makes the certificates. Default: helm, which makes new ones at each render, so that Argo CD never settles. */
        readonly method: 'cronJob';
      };
    };
    /** Default: off. */
    readonly relay?: { readonly enabled: boolean };
    /** Default: off. */
    readonly ui?: { readonly enabled: boolean };
    /** Default: none. */
    readonly metrics?: { readonly enabled: readonly string[] };
  };
  /** Metrics of the agents. Default: off. */
  readonly prometheus?: { readonly enabled: boolean };
  /** Default: off. */
  readonly gatewayAPI?: {
    readonly enabled: boolean;
    readonly gatewayClass: {
      /**
       * A text, not a boolean, in these lines. Default: auto, which leaves the class out where the renderer does not see the
       * definitions; then Gateways wait for ever, and nothing says why.
       */
      readonly create: 'true';
    };
  };
  /** Default: off. */
  readonly ingressController?: {
    readonly enabled: boolean;
    /** Default: dedicated. */
    readonly loadbalancerMode?: 'shared';
    /** The Service of the shared load balancer; the annotation `lbipam.cilium.io/ips` gives it its address. */
    readonly service?: { readonly annotations: { readonly 'lbipam.cilium.io/ips': string } };
  };
  /** Whether SCTP is carried. Default: off, and it is dropped. */
  readonly sctp?: { readonly enabled: boolean };
  /** Whether agents answer ARP for load-balancer addresses. Default: off. */
  readonly l2announcements?: { readonly enabled: boolean };
  /** Requests that an agent may send to the API. Default: 10 a second, 20 in a burst. */
  readonly k8sClientRateLimit?: { readonly qps: number; readonly burst: number };
};

/** Values that differ from the chart's defaults, for the bootstrap file and the Application alike. */
export function ciliumValues(
  settings: CiliumSettings,
  pools: readonly AddressPool[],
  facts: Facts,
): CiliumValues {
  const { apiServer, gatewayApi, hubble, ingress } = settings;
  return {
    ...(settings.kubeProxyReplacement && { kubeProxyReplacement: true }),
    ...(apiServer !== undefined && {
      k8sServiceHost: addressOrNameText(apiServer.host),
      k8sServicePort: apiServer.port,
    }),
    ipam: { operator: { clusterPoolIPv4PodCIDRList: [facts.networks.pods.cidr] } },
    operator: { ...(facts.nodes.length < 2 && { replicas: 1 }), rollOutPods: true },
    rollOutCiliumPods: true,
    hubble: {
      tls: { auto: { method: 'cronJob' } },
      ...(hubble.relay && { relay: { enabled: true } }),
      ...(hubble.ui && { ui: { enabled: true } }),
      ...(hubble.metrics.length > 0 && { metrics: { enabled: hubble.metrics } }),
    },
    ...(settings.prometheus && { prometheus: { enabled: true } }),
    ...(gatewayApi !== false && { gatewayAPI: { enabled: true, gatewayClass: { create: 'true' } } }),
    ...(ingress !== undefined && { ingressController: ingressValues(ingress) }),
    ...(settings.sctp && { sctp: { enabled: true } }),
    ...(pools.length > 0 && { l2announcements: { enabled: true }, k8sClientRateLimit: rateLimit(pools) }),
  };
}

function ingressValues(
  ingress: NonNullable<CiliumSettings['ingress']>,
): NonNullable<CiliumValues['ingressController']> {
  switch (ingress.mode) {
    case 'dedicated':
      return { enabled: true };
    case 'shared':
      return {
        enabled: true,
        loadbalancerMode: 'shared',
        ...(ingress.address !== undefined && {
          service: { annotations: { 'lbipam.cilium.io/ips': ingress.address } },
        }),
      };
  }
}

/**
 * Each announced Service renews a lease every five seconds, in the worst case all from one agent; a throttled agent loses
 * its leases and the addresses wander. So the chart's 10 requests a second, and a fifth for each address there is.
 * https://docs.cilium.io/en/stable/network/l2-announcements/#sizing-client-rate-limit
 */
function rateLimit(pools: readonly AddressPool[]): { qps: number; burst: number } {
  const qps = 10 + Math.ceil(poolSize(pools) / 5);
  return { qps, burst: 2 * qps };
}

/** Prefix length of the part of the pod network that each node gets: the chart's default. */
const nodeMask = 24;

/** How many nodes the pod network has room for. */
export function roomForNodes(facts: Facts): number {
  return Math.floor(2 ** (nodeMask - prefixLength(facts.networks.pods.cidr)));
}

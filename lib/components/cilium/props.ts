import * as v from 'valibot';
import { addressOrDnsName, atLeastOne, distinct, hostAddress, label, port, type PropsOf } from '../../core';
import { announceShape, poolEntries } from '../pools';
import { hubbleMetric } from './hubble-metric';
import { cilium as catalogue, gatewayApi as definitions } from '../versions';

const hubble = v.strictObject({
  /** Whether the relay runs, which joins the flows of all nodes: `hubble observe` and the UI read there. @default false */
  relay: v.exactOptional(v.boolean(), false),
  /** Whether the web page runs. It needs the relay. @default false */
  ui: v.exactOptional(v.boolean(), false),
  /**
   * Metrics of the flows that each agent serves for Prometheus on port 9965, with their options: `dns`, `drop`, `tcp`,
   * `flow`, `port-distribution`, `httpV2:exemplars=true`. @default none
   */
  metrics: v.exactOptional(v.pipe(v.array(hubbleMetric), distinct('metrics')), []),
});

const ingress = v.variant('mode', [
  v.strictObject({
    /** One load balancer for all Ingresses. */
    mode: v.literal('shared'),
    /** The address that it gets; it must be in one of the pools. @default the next free one */
    address: v.exactOptional(hostAddress),
  }),
  v.strictObject({
    /** A load balancer for each Ingress. */
    mode: v.literal('dedicated'),
  }),
]);

const loadBalancer = v.strictObject({
  /** Addresses that Services of type LoadBalancer get. */
  pools: v.pipe(v.array(v.strictObject(poolEntries)), atLeastOne('write a pool, or drop loadBalancer')),
  /** Which nodes answer ARP for these addresses, and where. @default all nodes on all their network cards */
  announce: v.exactOptional(announceShape, {}),
});

export const ciliumProps = v.strictObject({
  /** Name of the component. @default 'cilium' */
  name: v.exactOptional(label, 'cilium'),
  /** Where it lives. The chart makes the namespace `cilium-secrets` beside it. @default 'kube-system' */
  namespace: v.exactOptional(label, 'kube-system'),
  /** Version of Cilium. No default: it is upgraded one minor at a time, so the cluster says when. */
  version: v.picklist(catalogue.versions),
  /** Whether Cilium does the work of kube-proxy, which the distribution then must not run. @default true */
  kubeProxyReplacement: v.exactOptional(v.boolean(), true),
  /**
   * Where agents reach the API without kube-proxy's help; needed with `kubeProxyReplacement`. On k3s 127.0.0.1 and port
   * 6444 answer on every node, whichever server is up. @default none
   */
  apiServer: v.exactOptional(
    v.strictObject({
      /** An address or name that every node reaches before there is a network for pods. */
      host: addressOrDnsName,
      /** 1 to 65535. */
      port,
    }),
  ),
  /** What watches the flows. Hubble itself always runs in the agents. @default no relay, UI or metrics */
  hubble: v.exactOptional(hubble, {}),
  /** Whether agents serve their own metrics for Prometheus on port 9962 of each node. @default false */
  prometheus: v.exactOptional(v.boolean(), false),
  /**
   * Whether Cilium serves Gateways. Needs the definitions: hand over the `version` of `gatewayApi()`, and one that this
   * version of Cilium does not know is reported; `true` leaves that to you. @default false
   */
  gatewayApi: v.exactOptional(v.union([v.boolean(), v.picklist(definitions.versions)]), false),
  /** Whether and how Cilium serves Ingresses. @default not at all */
  ingress: v.exactOptional(ingress),
  /** Whether Cilium carries SCTP, which it drops otherwise. It cannot translate ports of SCTP. @default false */
  sctp: v.exactOptional(v.boolean(), false),
  /** Addresses for Services of type LoadBalancer, announced by ARP. Never beside MetalLB. @default none */
  loadBalancer: v.exactOptional(loadBalancer),
});

/** What a person writes for Cilium. */
export type CiliumProps = PropsOf<typeof ciliumProps>;
/** The same with its defaults. */
export type CiliumSettings = v.InferOutput<typeof ciliumProps>;

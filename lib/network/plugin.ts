import * as v from 'valibot';
import type { KubeObject } from '../component';
import { claimKind, functionShape } from '../inventory';
import { type Cidr, line } from '../values';
import type { FilterRule } from './firewall/rule';
import type { HostFlow } from './flows/zone';
import type { PolicyDialect } from './policy';
import type { PolicyWriter } from './policy/write/workload-rules';
import type { Proxy } from './reach/services/proxy';
import type { ServiceTranslation } from './translation';

/** What a network plugin does in a cluster, as far as it decides who reaches whom. The model asks it, and knows no plugin by name. */
export interface NetworkPlugin {
  /** Its name, with its version where that is known: `Cilium 1.17.18`. */
  readonly title: string;
  /** How the packets of pods travel. */
  readonly packets: PodPackets;
  /** What it says from node to node, beside its tunnel. */
  readonly flows: readonly HostFlow[];
  /** How it translates the addresses of Services. @default it leaves that to kube-proxy */
  readonly services?: ServiceTranslation;
  /** How it reads policies and holds connections against them. */
  readonly policies: PolicyDialect;
  /** How the policies of components are written for it. */
  readonly writePolicies: PolicyWriter;
  /** What of it serves Ingresses and Gateways at an address that is pinned. */
  readonly proxies: (objects: readonly KubeObject[]) => readonly Proxy[];
}

/** How the packets of pods travel. */
export interface PodPackets {
  /** The device by which packets of its own pods come to a node, as nftables matches it: a `*` at the end matches any rest. */
  readonly podDevice: string;
  /** The VXLAN by which packets come to pods of other nodes. @default none: each node has a route to the pods of every other one */
  readonly tunnel?: {
    /** The device at which they come out. */
    readonly device: string;
    /** UDP port. */
    readonly port: number;
    /** Which address of a node's share of the pod network the node itself has there, counted from 0. */
    readonly place: number;
  };
  /** What gives packets of pods another source as they leave their node. */
  readonly masquerade: {
    /** Name of its table of rules, as answers have it. */
    readonly table: string;
    /** @param pods the pod network */
    readonly rules: (pods: Cidr) => readonly FilterRule[];
  };
}

/**
 * The description of a network plugin, claimed by what brings it: a component, or the distribution. Without one the model says
 * that it does not know what becomes of packets of pods.
 */
export const networkPluginClaims = claimKind<NetworkPlugin>({
  name: 'networkPluginClaims',
  shape: v.object({
    title: line(500),
    packets: v.object({
      podDevice: line(15),
      tunnel: v.exactOptional(v.object({ device: line(15), port: v.number(), place: v.number() })),
      masquerade: v.object({ table: line(100), rules: functionShape<PodPackets['masquerade']['rules']>() }),
    }),
    flows: v.custom<readonly HostFlow[]>(Array.isArray, 'a list of flows'),
    services: v.exactOptional(v.custom<ServiceTranslation>(isObject, 'a translation of Services')),
    policies: v.custom<PolicyDialect>(isObject, 'a dialect of policies'),
    writePolicies: functionShape<PolicyWriter>(),
    proxies: functionShape<NetworkPlugin['proxies']>(),
  }),
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

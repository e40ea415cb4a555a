import { claimKind, functionShape, type Facts, serversOf } from '../../inventory';
import {
  type Cidr,
  type Ipv4,
  onePort,
  type Outside,
  type PortRange,
  thrownText,
  type Transport,
} from '../../values';

/** Port of the API on every server; what a balancer listens on may be another one. */
export const apiPort = 6443;
/** Where the API answers once its Service is translated: at the servers, or where somebody else runs them. */
export function apiServers(facts: Facts): { readonly addresses: readonly Ipv4[]; readonly port: number } {
  return facts.distribution.managed
    ? { addresses: [facts.api.address], port: facts.api.port }
    : { addresses: serversOf(facts).map(({ address }) => address), port: apiPort };
}

/** Port of the kubelets. https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export const kubeletPort = 10250;
/** Port of name servers. */
export const dnsPort = 53;

/** Machines or addresses that take part in a flow, as firewalls of hosts see them. */
export type Zone =
  | { readonly kind: 'nodes' }
  | { readonly kind: 'servers' }
  /** Pods on their own network. What a pod sends to a node or host gets the address of the pod's node. */
  | { readonly kind: 'pods' }
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'administrators' }
  /** Machines of one of the cluster's networks. */
  | { readonly kind: 'network'; readonly network: string }
  /** Whatever is outside the cluster. */
  | { readonly kind: 'internet' }
  /** Machines outside the cluster whose addresses lie in a network. */
  | { readonly kind: 'addresses'; readonly cidr: Cidr }
  | { readonly kind: 'anywhere' };

/** A connection between machines that the cluster needs. */
export interface HostFlow {
  readonly from: Zone;
  readonly to: Zone;
  readonly transport: Transport;
  readonly ports: PortRange;
  /** What for, in a few words. */
  readonly why: string;
  /** Whether the receiver translates it and hands it on, before its filter looks at what comes in. */
  readonly translated?: true;
}

/** The nodes of a cluster. */
export const nodes: Zone = { kind: 'nodes' };
/** The nodes that run the API. */
export const servers: Zone = { kind: 'servers' };
/** The pods of a cluster. */
export const pods: Zone = { kind: 'pods' };

/** A host beside the cluster. */
export function hostZone(host: string): Zone {
  return { kind: 'host', host };
}

/** The zone of machines outside. A packet filter knows no names, so it opens the way to everything outside for them. */
export function outsideZone(host: Outside): Zone {
  return host.kind === 'network' ? { kind: 'addresses', cidr: host.cidr } : { kind: 'internet' };
}

/** A flow between two zones. */
export function flow(
  from: Zone,
  to: Zone,
  transport: Transport,
  ports: number | PortRange,
  why: string,
): HostFlow {
  return { from, to, transport, ports: typeof ports === 'number' ? onePort(ports) : ports, why };
}

/**
 * Flows between machines that no connection of a workload declares: what a distribution, a host program or pods on the network
 * of their nodes say to each other. The packet filters of the machines open them. The function is given the name of what makes the
 * claim, such as a host.
 * @example claim(hostFlowClaims, () => [flow(nodes, nodes, 'tcp', 7946, 'speakers find each other')])
 */
export const hostFlowClaims = claimKind({
  name: 'hostFlowClaims',
  shape: functionShape<(facts: Facts, by: string) => readonly HostFlow[]>(),
  // The model asks the functions as well, and has no place for a problem.
  check: (claims, { facts, report }) => {
    for (const { value, by, at } of claims)
      try {
        Array.from(value(facts, by));
      } catch (error) {
        report({
          at,
          reason: `its flows between machines failed: ${thrownText(error)}`,
          next: 'correct the function of this claim, and run it again',
        });
      }
  },
});

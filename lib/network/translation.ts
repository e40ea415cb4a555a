import type { Node } from '../inventory';
import type { AddressPeer, NodePeer, Peer } from './policy';

/** Who translates the addresses and ports of Services to those of pods, and what comes of it. */
export interface ServiceTranslation {
  /** Name of its table of rules, as answers have it. */
  readonly table: string;
  /**
   * Whether the node of a sender translates ports of other nodes as well, so that policies for the sender see the pods where a
   * connection leads.
   */
  readonly atSender: boolean;
  /** Whether `loadBalancerSourceRanges` of a Service hold for a sender. */
  readonly gates: (sender: Peer) => boolean;
  /** The source of a connection by a Service as the policies of the pod behind it see it. */
  readonly seenFrom: (passage: Passage) => Seen;
}

/** How a connection by a Service's address goes. */
export interface Passage {
  /** The sender, as it is at its own machine. */
  readonly sender: Peer;
  /** The node on which the sender is. @default none: it is outside the cluster */
  readonly senderNode?: Node;
  /** The node that translates the address. */
  readonly entry: Node;
  /** The same node as policies see it. */
  readonly asEntry: NodePeer;
  /** The node on which the pod is. */
  readonly home: Node;
  /** Whether it came by the Service's address within the cluster. */
  readonly isInside: boolean;
  /** `externalTrafficPolicy: Local`. */
  readonly local: boolean;
}

/** What the policies of the pod see as the source: one peer, or several of which only the running cluster knows the right one. */
export type Seen = readonly Peer[] | 'dropped';

/** kube-proxy, which comes with Kubernetes. */
export const kubeProxy: ServiceTranslation = {
  table: 'kube-proxy',
  atSender: false,
  // It holds the address that a packet has where it is translated (chain KUBE-FW of pkg/proxy/iptables/proxier.go).
  gates: () => true,
  seenFrom,
};

/**
 * kube-proxy marks what comes by a port of a node or a load balancer, and by a Service's address from elsewhere than pods, and
 * gives it the address of the device by which it leaves: in postrouting, after the policies of pods on the same node have looked
 * (KUBE-MARK-MASQ and KUBE-POSTROUTING; https://kubernetes.io/docs/reference/networking/virtual-ips/). With the policy `Local` it
 * marks nothing and drops what has no pod on the node
 * (https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport); what pods send to such a
 * Service at their own node goes to every pod all the same (`syncProxyRules` in pkg/proxy/iptables/proxier.go, "pod traffic for
 * external destinations").
 */
function seenFrom({ sender, senderNode, entry, asEntry, home, isInside, local }: Passage): Seen {
  const isHome = entry === home;
  if (senderNode === entry) {
    if (sender.kind === 'node') return [sender];
    return isInside || local || isHome ? [sender] : [asEntry];
  }
  if (local && !isInside && !isHome) return 'dropped';
  // What leaves a node for another one has the address of that node, whoever sent it.
  const come: Peer = senderNode === undefined ? sender : atAddress(senderNode);
  return isHome ? [come] : [asEntry];
}

function atAddress({ address }: Node): AddressPeer {
  return { kind: 'address', address };
}

import type { Node } from '../../inventory';
import { type Ipv4, ipv4FromNumber } from '../../values';
import type { AddressPeer, Peer } from '../policy';
import { nodePeer } from './end';
import type { ReachModel } from './reach-model';

/** How a connection by a Service's address goes. */
export interface Passage {
  /** The sender, as it is at its own machine. */
  readonly sender: Peer;
  /** The node on which the sender is. @default none: it is outside the cluster */
  readonly senderNode?: Node;
  /** The node that translates the address. */
  readonly entry: Node;
  /** The node on which the pod is. */
  readonly home: Node;
  /** Whether it came by the Service's address within the cluster. */
  readonly isInside: boolean;
  /** `externalTrafficPolicy: Local`. */
  readonly local: boolean;
}

/** What the policies of the pod see as the source: one peer, or several of which only the running cluster knows the right one. */
export type Seen = readonly Peer[] | 'dropped';

/**
 * The source of a connection by a Service as the pod's policies see it.
 *
 * kube-proxy marks what comes by a port of a node or a load balancer, and by a Service's address from elsewhere than pods, and
 * gives it the address of the device by which it leaves: in postrouting, after the policies of pods on the same node have looked
 * (KUBE-MARK-MASQ and KUBE-POSTROUTING; https://kubernetes.io/docs/reference/networking/virtual-ips/). With the policy `Local` it
 * marks nothing and drops what has no pod on the node
 * (https://kubernetes.io/docs/tutorials/services/source-ip/#source-ip-for-services-with-type-nodeport); what pods send to such a
 * Service at their own node goes to every pod all the same (`syncProxyRules` in pkg/proxy/iptables/proxier.go, "pod traffic for
 * external destinations").
 *
 * Cilium translates for pods where they open the connection, and keeps the identity of the sender: what comes from outside is
 * `world` for pods on other nodes, whose address is not known there any more (`WORLD_ID` in bpf/lib/nodeport.h).
 */
export function seenFrom(model: ReachModel, passage: Passage): Seen {
  const { sender, senderNode, entry, home, isInside, local } = passage;
  const isHome = entry === home;
  if (model.plugin === 'cilium') {
    if (senderNode !== undefined) return [sender];
    if (local && !isInside && !isHome) return 'dropped';
    return isHome || local ? [sender] : [sender, someoneOutside];
  }
  const asEntry = nodePeer(model.hosts, entry);
  if (senderNode === entry) {
    if (sender.kind === 'node') return [sender];
    return isInside || local || isHome ? [sender] : [asEntry];
  }
  if (local && !isInside && !isHome) return 'dropped';
  // What leaves a node for another one has the address of that node, whoever sent it.
  const come = senderNode === undefined ? sender : addressOf(senderNode.address);
  return isHome ? [come] : [asEntry];
}

function addressOf(address: Ipv4): AddressPeer {
  return { kind: 'address', address };
}

/** Somebody outside whose address no block of a policy holds, but one of everybody. */
const someoneOutside: AddressPeer = addressOf(ipv4FromNumber(0));

import { ipv4FromNumber } from '../../../values';
import type { AddressPeer } from '../../policy';
import type { Passage, Seen, ServiceTranslation } from '../../translation';

/**
 * Cilium in the place of kube-proxy. It translates for pods where they open the connection.
 * https://docs.cilium.io/en/stable/network/kubernetes/kubeproxy-free/
 */
export const ciliumServices: ServiceTranslation = {
  // The table of its masquerading has the plain name.
  table: 'cilium-services',
  atSender: true,
  // https://docs.cilium.io/en/stable/network/kubernetes/kubeproxy-free/#loadbalancer-source-ranges-checks
  gates: (sender) => sender.kind === 'address',
  seenFrom,
};

/**
 * Cilium keeps the identity of the sender: what comes from outside is `world` for pods on other nodes, whose address is not known
 * there any more (`WORLD_ID` in bpf/lib/nodeport.h).
 */
function seenFrom({ sender, senderNode, entry, home, isInside, local }: Passage): Seen {
  const isHome = entry === home;
  if (senderNode !== undefined) return [sender];
  if (local && !isInside && !isHome) return 'dropped';
  return isHome || local ? [sender] : [sender, someoneOutside];
}

/** Somebody outside whose address no block of a policy holds, but one of everybody. */
const someoneOutside: AddressPeer = { kind: 'address', address: ipv4FromNumber(0) };

import { type Ipv4, ipv4FromNumber } from '../../../values';
import { onlyPodsMasquerade } from '../../firewall/masquerade';
import { flow, nodes } from '../../flows/zone';
import type { NetworkPlugin } from '../../plugin';
import type { AddressPeer } from '../../policy';
import type { Passage, Seen, ServiceTranslation } from '../../translation';
import { ciliumDialect } from './policy/dialect';
import { ciliumProxies } from './proxies';
import { writeForCilium } from './write';

/** What of an installation of Cilium decides who reaches whom. */
export interface CiliumInstallation {
  /** Such as `1.17.18`. */
  readonly version: string;
  /** Whether it does the work of kube-proxy. */
  readonly kubeProxyReplacement: boolean;
  /** Address of the Ingress that is shared by all. @default not pinned, or there is none */
  readonly ingress?: Ipv4;
}

/**
 * Cilium as its chart installs it: VXLAN between the nodes, and masquerading of what leaves the cluster.
 * https://docs.cilium.io/en/stable/network/concepts/routing/#encapsulation and
 * https://docs.cilium.io/en/stable/network/concepts/masquerading/
 */
export function ciliumPlugin({ version, kubeProxyReplacement, ingress }: CiliumInstallation): NetworkPlugin {
  return {
    title: `Cilium ${version}`,
    packets: {
      // Each pod has a device of its own on its node, whose name begins so.
      podDevice: 'lxc*',
      // The node has the second address, as gateway of its pods, on cilium_host.
      tunnel: { device: 'cilium_vxlan', port: 8472, place: 1 },
      masquerade: { table: 'cilium', rules: onlyPodsMasquerade },
    },
    // https://docs.cilium.io/en/stable/operations/system_requirements/#firewall-rules
    flows: [flow(nodes, nodes, 'tcp', 4240, 'Cilium asks its peers for their health')],
    ...(kubeProxyReplacement && { services: ciliumServices }),
    policies: ciliumDialect({ version }),
    writePolicies: writeForCilium,
    proxies: (objects) => ciliumProxies(objects, ingress),
  };
}

/**
 * Cilium in the place of kube-proxy. It translates for pods where they open the connection.
 * https://docs.cilium.io/en/stable/network/kubernetes/kubeproxy-free/
 */
const ciliumServices: ServiceTranslation = {
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

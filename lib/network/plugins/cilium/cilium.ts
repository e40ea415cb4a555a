import type { Ipv4 } from '../../../values';
import { onlyPodsMasquerade } from '../../firewall/masquerade';
import { flow, nodes } from '../../flows/zone';
import type { NetworkPlugin } from '../../plugin';
import { ciliumDialect } from './policy/dialect';
import { ciliumProxies } from './proxies';
import { ciliumServices } from './services';
import { writeForCilium } from './write';

/** What of an installation of Cilium decides who reaches whom. */
export interface CiliumInstallation {
  /** Such as `1.17.18`. */
  readonly version: string;
  /** Whether it does the work of kube-proxy. */
  readonly kubeProxyReplacement: boolean;
  /** Address of the Ingress that is shared by all. @default not pinned, or there is no such Ingress */
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

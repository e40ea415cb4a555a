import { onlyPodsMasquerade } from '../../firewall/masquerade';
import type { NetworkPlugin } from '../../plugin';
import { kubeRouter } from './kube-router';
import { writeForKubeRouter } from './write';

/**
 * flannel as k3s brings it: VXLAN between the nodes, and kube-router, a controller within k3s, for NetworkPolicies. kube-proxy
 * translates Services. https://docs.k3s.io/networking/basic-network-options and
 * https://github.com/flannel-io/flannel/blob/master/Documentation/backends.md#vxlan
 */
export const flannel: NetworkPlugin = {
  title: 'flannel',
  packets: {
    podDevice: 'cni0',
    tunnel: { device: 'flannel.1', port: 8472, place: 0 },
    // https://github.com/flannel-io/flannel/blob/master/pkg/trafficmngr
    masquerade: { table: 'flannel', rules: onlyPodsMasquerade },
  },
  flows: [],
  policies: kubeRouter,
  writePolicies: writeForKubeRouter,
  proxies: () => [],
};

import { type Facts, serversOf } from '../../inventory';
import { apiPort, flow, type HostFlow, kubeletPort, nodes, pods, servers } from '../../network';
import type { K3sSettings } from './props';

/** What k3s sends from machine to machine. https://docs.k3s.io/installation/requirements#networking */
export function k3sFlows(facts: Facts, { disable }: K3sSettings): readonly HostFlow[] {
  return [
    flow(nodes, servers, 'tcp', apiPort, 'agents reach the API'),
    flow(pods, servers, 'tcp', apiPort, 'pods reach the API'),
    flow(servers, nodes, 'tcp', kubeletPort, 'logs and exec by the API server'),
    ...(disable.includes('metrics-server')
      ? []
      : [flow(pods, nodes, 'tcp', kubeletPort, 'metrics-server asks the kubelets')]),
    ...(serversOf(facts).length > 1
      ? [flow(servers, servers, 'tcp', { first: 2379, last: 2380 }, 'etcd')]
      : []),
  ];
}

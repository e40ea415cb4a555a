import type { Listener, Workload } from '../../core';
import type { CiliumSettings } from './props';

/**
 * The agents, on the network of every node: what the firewalls of nodes must let through between them. The relay, the UI
 * and the operator live in a namespace that no policy of ours fences in.
 */
export function agentWorkload(settings: CiliumSettings): Workload {
  const tcp = (name: string, port: number): Listener => ({ name, port, transport: 'tcp', open: 'declared' });
  return {
    name: 'agent',
    pods: { 'k8s-app': 'cilium' },
    hostNetwork: true,
    listens: [
      { name: 'vxlan', port: 8472, transport: 'udp', open: 'declared' },
      tcp('health', 4240),
      tcp('peer-service', 4244),
      ...(settings.prometheus ? [tcp('prometheus', 9962)] : []),
      ...(settings.hubble.metrics.length > 0 ? [tcp('hubble-metrics', 9965)] : []),
    ],
    connects: [{ to: { kind: 'kube-apiserver' }, why: 'watch pods, Services and policies' }],
  };
}

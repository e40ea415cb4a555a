import { type Capability, capability } from '../../inventory';
import type { KubernetesSettings } from './props';

const clusterDns = capability({
  name: 'coredns of the distribution',
  means: 'the name server that every pod asks',
  from: "write clusterDns: 'given' in kubernetes({ … }) where CoreDNS came with the cluster",
  exclusive: 'two name servers would answer at one address',
  without:
    "write clusterDns: 'none' in kubernetes({ … }) and remove the Deployment and Service that came with the cluster",
  role: 'cluster DNS',
});

const loadBalancers = capability({
  name: 'load balancers of the distribution',
  means: 'addresses for Services of type LoadBalancer',
  from: 'write loadBalancers: true in kubernetes({ … }) where something that came with the cluster gives them out',
  exclusive: 'both would answer for the same Services, with different addresses',
  without: 'write loadBalancers: false in kubernetes({ … })',
  role: 'load balancers',
});

const ingress = capability({
  name: 'ingress of the distribution',
  means: 'pods that serve Ingresses',
  from: 'write ingress in kubernetes({ … }) where pods that came with the cluster serve them',
  role: 'ingress',
});

const podMetrics = capability({
  name: 'metrics server of the distribution',
  means: 'the load of pods and nodes',
  from: 'write podMetrics: true in kubernetes({ … }) where a metrics server came with the cluster',
  role: 'pod metrics',
});

/** The network plugin that came with a cluster. */
function networkPlugin(name: string): Capability {
  return capability({
    name,
    means: 'the network of pods',
    from: 'write networkPlugin in kubernetes({ … }), the name of the one that came with the cluster',
    exclusive: 'two network plugins fight over the pods',
    without: 'leave networkPlugin out of kubernetes({ … }) where the component is the one that runs',
    role: 'network plugin',
  });
}

/** The parts of a cluster that came with it, and those that a person may say came with it. */
export function kubernetesParts(settings: KubernetesSettings): {
  provides: Capability[];
  offers: Capability[];
} {
  const parts = [
    [networkPlugin(settings.networkPlugin ?? 'network-plugin'), settings.networkPlugin !== undefined],
    [clusterDns, settings.clusterDns === 'given'],
    [loadBalancers, settings.loadBalancers],
    [ingress, settings.ingress !== undefined],
    [podMetrics, settings.podMetrics],
  ] as const;
  const those = (given: boolean) => parts.flatMap(([part, isGiven]) => (isGiven === given ? [part] : []));
  return { provides: those(true), offers: those(false) };
}

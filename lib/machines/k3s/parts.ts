import { type Capability, capability } from '../../inventory';
import type { K3sSettings } from './props';

const flannel = capability({
  name: 'flannel',
  means: 'the network of pods',
  from: "write networkPlugin: 'flannel' in k3s({ … }), or list a network plugin such as cilium()",
  exclusive: 'two network plugins fight over the pods',
  without: "write networkPlugin: 'none' in k3s({ … })",
  role: 'network plugin',
});
const coredns = capability({
  name: 'k3s-coredns',
  means: 'the name server that every pod asks',
  from: "take 'coredns' out of disable in k3s({ … }), or list coredns({ mode: 'replace' })",
  exclusive: 'k3s writes its own CoreDNS at every start, over the other one',
  without: "add 'coredns' to disable in k3s({ … })",
  role: 'cluster DNS',
});
const servicelb = capability({
  name: 'servicelb',
  means: 'addresses of the nodes for Services of type LoadBalancer',
  from: "take 'servicelb' out of disable in k3s({ … })",
  exclusive: 'both would answer for the same Services, with different addresses',
  without: "add 'servicelb' to disable in k3s({ … })",
  role: 'load balancers',
});
const traefik = capability({
  name: 'traefik',
  means: 'Ingresses, served by Traefik',
  from: "take 'traefik' out of disable in k3s({ … })",
  role: 'ingress',
});
const metricsServer = capability({
  name: 'metrics-server',
  means: 'the load of pods and nodes',
  from: "take 'metrics-server' out of disable in k3s({ … })",
  role: 'pod metrics',
});

const parts: readonly (readonly [Capability, (settings: K3sSettings) => boolean])[] = [
  [flannel, ({ networkPlugin }) => networkPlugin === 'flannel'],
  [coredns, ({ disable }) => !disable.includes('coredns')],
  [servicelb, ({ disable }) => !disable.includes('servicelb')],
  [traefik, ({ disable }) => !disable.includes('traefik')],
  [metricsServer, ({ disable }) => !disable.includes('metrics-server')],
];

/** The parts of a cluster that Kubernetes leaves to others: what k3s brings of them, and what it was told to leave out. */
export function k3sParts(settings: K3sSettings): { provides: Capability[]; offers: Capability[] } {
  const those = (running: boolean) =>
    parts.flatMap(([part, runs]) => (runs(settings) === running ? [part] : []));
  return { provides: those(true), offers: those(false) };
}

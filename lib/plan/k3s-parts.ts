import { type Capability, capability, type Facts } from '../inventory';

const flannel = capability({
  name: 'flannel',
  means: 'the network of pods',
  from: "write networkPlugin: 'flannel' in k3s, or list a network plugin such as cilium()",
  exclusive: 'two network plugins fight over the pods',
  without: "write networkPlugin: 'none' in k3s",
  role: 'network plugin',
});
const coredns = capability({
  name: 'k3s-coredns',
  means: 'the name server that every pod asks',
  from: "take 'coredns' out of disable in k3s, or list coredns({ mode: 'replace' })",
  exclusive: 'k3s writes its own CoreDNS at every start, over the other one',
  without: "add 'coredns' to disable in k3s",
  role: 'cluster DNS',
});
const servicelb = capability({
  name: 'servicelb',
  means: 'addresses of the nodes for Services of type LoadBalancer',
  from: "take 'servicelb' out of disable in k3s",
  exclusive: 'both would answer for the same Services, with different addresses',
  without: "add 'servicelb' to disable in k3s",
  role: 'load balancers',
});
const traefik = capability({
  name: 'traefik',
  means: 'Ingresses, served by Traefik',
  from: "take 'traefik' out of disable in k3s",
  role: 'ingress',
});

type K3s = Pick<Facts, 'k3s'>;

/** What k3s brings beside Kubernetes. */
export function k3sParts({ k3s }: K3s): readonly Capability[] {
  return all.flatMap(([part, runs]) => (runs(k3s) ? [part] : []));
}

/** What it was told to leave out. */
export function k3sOffers({ k3s }: K3s): readonly Capability[] {
  return all.flatMap(([part, runs]) => (runs(k3s) ? [] : [part]));
}

const all: readonly (readonly [Capability, (k3s: Facts['k3s']) => boolean])[] = [
  [flannel, ({ networkPlugin }) => networkPlugin === 'flannel'],
  [coredns, ({ disable }) => !disable.includes('coredns')],
  [servicelb, ({ disable }) => !disable.includes('servicelb')],
  [traefik, ({ disable }) => !disable.includes('traefik')],
];

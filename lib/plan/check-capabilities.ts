import type { Capability } from '../component';
import type { Facts } from '../inventory';
import type { Report } from '../values';
import type { ReadComponent } from './planned';

/** What two components must not serve at once, and what happens otherwise. */
const exclusive: Readonly<Partial<Record<Capability, string>>> = {
  'network-plugin': 'two network plugins fight over the pods',
  'load-balancers': 'both would answer for the same Services, with different addresses',
  'cluster-dns': 'two name servers would take turns',
  'argo-cd': 'two Argo CDs would undo each other',
};

/** How the components that bring a capability are listed: the next step of a message. */
const broughtBy: Readonly<Record<Capability, string>> = {
  'network-plugin': 'cilium()',
  'load-balancers': 'metallb() or cilium() with pools',
  'cluster-dns': "coredns({ mode: 'replace' })",
  'gateway-api-definitions': 'gatewayApi()',
  'strimzi-operator': 'strimziOperator()',
  'sealed-secrets': 'sealedSecrets()',
  'argo-cd': 'argoCd()',
};

/** Reports what is required and not listed, what is served twice, and what fights with k3s' own parts. */
export function checkCapabilities(
  components: readonly ReadComponent[],
  facts: Facts,
  at: string,
  report: Report,
): void {
  for (const component of components) {
    for (const { capability, why } of component.requires) {
      if (providers(components, capability).length === 0)
        report({
          at: `${at}.components.${component.name}`,
          reason: `needs ${capability} ${why}, and no component of the cluster brings it`,
          next: `list ${broughtBy[capability]}`,
        });
    }
  }
  for (const [capability, consequence] of Object.entries(exclusive)) {
    const names = providers(components, capability);
    if (names.length > 1)
      report({
        at: `${at}.components`,
        reason: `${names.join(' and ')} both serve ${capability}: ${consequence}`,
        next: 'keep one of them',
      });
  }
  checkK3s(components, facts, at, report);
}

function checkK3s(components: readonly ReadComponent[], facts: Facts, at: string, report: Report): void {
  const { networkPlugin, kubeProxy, disable } = facts.k3s;
  const [plugin] = providers(components, 'network-plugin');
  if (plugin !== undefined && networkPlugin === 'flannel')
    report({
      at: `${at}.k3s.networkPlugin`,
      reason: `k3s runs flannel, and ${plugin} is a network plugin as well`,
      next: "write 'none', or drop the component",
    });
  if (plugin === undefined && networkPlugin === 'none')
    report({
      at: `${at}.k3s.networkPlugin`,
      reason: "is 'none', and no component brings a network plugin",
      next: "list cilium(), or write 'flannel'",
    });
  if (plugin === undefined && !kubeProxy)
    report({
      at: `${at}.k3s.kubeProxy`,
      reason: 'is false, and no component takes over from kube-proxy',
      next: 'list cilium(), or write true',
    });
  const [balancer] = providers(components, 'load-balancers');
  if (balancer !== undefined && !disable.includes('servicelb'))
    report({
      at: `${at}.k3s.disable`,
      reason: `k3s' servicelb and ${balancer} both serve load-balancers`,
      next: "add 'servicelb'",
    });
  const [dns] = providers(components, 'cluster-dns');
  if (dns !== undefined && !disable.includes('coredns'))
    report({
      at: `${at}.k3s.disable`,
      reason: `k3s writes its own CoreDNS at every start, over that of ${dns}`,
      next: "add 'coredns'",
    });
  if (dns === undefined && disable.includes('coredns'))
    report({
      at: `${at}.k3s.disable`,
      reason: "holds 'coredns', and no component serves cluster-dns",
      next: "list coredns({ mode: 'replace' })",
    });
}

/** Names of the components that bring a capability. */
export function providers(components: readonly ReadComponent[], capability: string): string[] {
  return components
    .filter((component) => component.provides.some((provided) => provided === capability))
    .map((component) => component.name);
}

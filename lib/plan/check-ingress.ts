import { routes } from '../component';
import { claimsOf, providersOf } from '../inventory';
import type { Report } from '../values';
import type { ReadComponent } from './planned';
import { type ClusterProvider, howToGet } from './providers';

/** Reports listeners that are open to what serves Ingresses and Gateways where nothing serves any. */
export function checkIngress(
  components: readonly ReadComponent[],
  providers: readonly ClusterProvider[],
  at: string,
  report: Report,
): void {
  if (providersOf(providers, 'ingress').length > 0) return;
  for (const { name, workloads, claims } of components) {
    // The routes that ship with it are reported at their own places.
    if (claimsOf({ claims }, routes).some(({ value }) => value.through !== undefined)) continue;
    for (const { name: workload, listens } of workloads)
      for (const { name: port, open } of listens)
        if (open === 'ingress')
          report({
            at: `${at}.components.${name}.workloads.${workload}.listens.${port}.open`,
            reason: "is 'ingress', and nothing in the cluster serves Ingresses or Gateways",
            next: howToGet('ingress', providers),
          });
  }
}

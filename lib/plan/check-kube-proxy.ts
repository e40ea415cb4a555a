import { type Facts, provides } from '../inventory';
import type { Report } from '../values';
import type { ReadComponent } from './planned';

/** Reports k3s without kube-proxy where no component is there to take over from it. */
export function checkKubeProxy(
  components: readonly ReadComponent[],
  { k3s }: Pick<Facts, 'k3s'>,
  at: string,
  report: Report,
): void {
  if (k3s.kubeProxy || components.some((component) => provides(component, 'network plugin'))) return;
  report({
    at: `${at}.k3s.kubeProxy`,
    reason: 'is false, and no component takes over from kube-proxy',
    next: 'list cilium(), or write true',
  });
}

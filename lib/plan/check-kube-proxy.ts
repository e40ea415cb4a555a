import { type Facts, provides } from '../inventory';
import type { Report } from '../values';
import type { ReadComponent } from './planned';

/** Reports a distribution without kube-proxy where no component is there to take over from it. */
export function checkKubeProxy(
  components: readonly ReadComponent[],
  { distribution }: Pick<Facts, 'distribution'>,
  at: string,
  report: Report,
): void {
  if (distribution.kubeProxy || components.some((component) => provides(component, 'network plugin'))) return;
  report({
    at: `${at}.distribution.kubeProxy`,
    reason: 'is false, and no component takes over from kube-proxy',
    next: 'list a network plugin that does, or write true',
  });
}

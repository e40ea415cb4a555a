import { type CiliumReading, ciliumDialect } from '../network/plugins/cilium/policy/dialect';
import { kubeRouter } from '../network/plugins/flannel/kube-router';
import type { PolicyDialect } from '../network/policy';

/** Network plugins whose way with policies is tested by one reader for both. */
export type PluginName = 'flannel' | 'cilium';

/** How a plugin reads policies. */
export function dialectOf(plugin: PluginName, reading: CiliumReading = {}): PolicyDialect {
  return plugin === 'flannel' ? kubeRouter : ciliumDialect(reading);
}

import { charts, cilium } from '../../lib/components/versions';
import type { JsonMap } from './json';

/** A chart that Helm can be asked for. */
export interface ChartSource {
  /** `https://helm.cilium.io`, or `quay.io/strimzi-helm` of a registry. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
}

/** How a chart is rendered so that it creates nearly everything that it can. */
export interface Rendering {
  readonly namespace: string;
  /** Name of the release, which is in the names of its objects. @default that of the chart */
  readonly release?: string;
  readonly values: JsonMap;
}

/** Every chart of the catalogue, at each version that a cluster may take. */
export function catalogueCharts(): readonly ChartSource[] {
  const { repository, chart, versions } = cilium;
  return [...Object.values(charts), ...versions.map((version) => ({ repository, chart, version }))];
}

const renderings: Readonly<Record<string, Rendering>> = {
  'argo-cd': { namespace: 'argocd', release: 'argocd', values: {} },
  'cert-manager': {
    namespace: 'cert-manager',
    values: {
      crds: { enabled: true },
      // As the catalogue sets them: rights and the Job that Argo CD would run after each sync.
      global: { leaderElection: { namespace: 'cert-manager' } },
      startupapicheck: { enabled: false },
    },
  },
  cilium: {
    namespace: 'kube-system',
    values: {
      kubeProxyReplacement: true,
      k8sServiceHost: '127.0.0.1',
      k8sServicePort: 6444,
      // Helm without a cluster does not know that the kind exists, and the chart would leave its class out.
      gatewayAPI: { enabled: true, gatewayClass: { create: 'true' } },
      ingressController: { enabled: true },
      hubble: { relay: { enabled: true }, ui: { enabled: true }, tls: { auto: { method: 'cronJob' } } },
      l2announcements: { enabled: true },
      prometheus: { enabled: true },
      operator: { prometheus: { enabled: true } },
    },
  },
  // Each source has its own rights; the kinds are the same.
  'external-dns': { namespace: 'external-dns', values: {} },
  kured: { namespace: 'kured', values: {} },
  // The Job before an upgrade is off in the catalogue, since Argo CD would run it at the first installation too.
  longhorn: { namespace: 'longhorn-system', values: { preUpgradeChecker: { jobEnabled: false } } },
  // On layer 2 only: what announces by BGP is a chart of its own.
  metallb: {
    namespace: 'metallb-system',
    values: { frrk8s: { enabled: false }, speaker: { frr: { enabled: false } } },
  },
  'sealed-secrets': { namespace: 'kube-system', values: {} },
  'strimzi-kafka-operator': { namespace: 'strimzi', values: {} },
};

/** How a chart is rendered; one that is not of the catalogue with its defaults. */
export function renderingOf(chart: string): Rendering {
  return renderings[chart] ?? { namespace: chart, values: {} };
}

import type * as v from 'valibot';
import { requirementsOf, type selectorShape } from '../../../policy/read/selector';
import {
  inAnyNamespace,
  inNamespace,
  type Label,
  type Selector,
  unclearSelector,
} from '../../../policy/selector';

const namespaceKey = 'io.kubernetes.pod.namespace';
const namespaceLabels = 'io.cilium.k8s.namespace.labels.';

/**
 * The label that a key of a Cilium selector means. `k8s:` and no prefix are the same for all that has labels of Kubernetes;
 * `reserved:` is Cilium's own; labels of every other source are not known here.
 * https://docs.cilium.io/en/stable/gettingstarted/terminology/#label-source
 */
export function ciliumLabel(written: string): Label {
  const [, source = 'any', key = ''] = /^(?:([^:]*):)?(.*)$/s.exec(written) ?? [];
  if (source === 'reserved') return { on: 'reserved', key };
  if (source !== 'k8s' && source !== 'any' && source !== '')
    return { on: 'unclear', reason: `labels of source ${source} are not known here` };
  if (key === namespaceKey) return { on: 'namespace-name' };
  if (key.startsWith(namespaceLabels)) return { on: 'namespace', key: key.slice(namespaceLabels.length) };
  if (key.startsWith('io.cilium.k8s.policy.'))
    return {
      on: 'unclear',
      reason: `${key.slice('io.cilium.k8s.policy.'.length)} of a pod is not known here`,
    };
  return { on: 'pod', key };
}

/**
 * The requirements of a selector in a Cilium policy. Where its labels name one key twice, with the source `any:` and without a
 * source, Cilium keeps one of the two, and which one changes from start to start: both become one key of a map
 * (pkg/policy/api/selector.go, NewESFromK8sLabelSelector, v1.20.2).
 */
export function ciliumRequirements(
  { matchLabels = {}, ...written }: v.InferOutput<typeof selectorShape>,
  labelOf: (key: string) => Label = ciliumLabel,
): Selector {
  const doubled = Object.keys(matchLabels).filter(
    (key) => !key.includes(':') && (matchLabels[`any:${key}`] ?? matchLabels[key]) !== matchLabels[key],
  );
  const left = Object.entries(matchLabels).filter(([key]) => !doubled.includes(key.replace(/^any:/, '')));
  return [
    ...requirementsOf({ ...written, matchLabels: Object.fromEntries(left) }, labelOf),
    ...doubled.flatMap((key) =>
      unclearSelector(`it names ${key} and any:${key}, of which Cilium keeps one or the other`),
    ),
  ];
}

/** A key of a Cilium selector without the source in front. */
export function withoutSource(key: string): string {
  return key.replace(/^[^:]*:/s, '');
}

/**
 * The selector of a peer, completed as Cilium does: one that says nothing of a namespace means the policy's own; in a policy
 * of the whole cluster every pod of any namespace, but neither nodes nor what lies outside.
 * https://docs.cilium.io/en/stable/security/policy/kubernetes/#namespaces
 */
export function peerSelector(written: Selector, namespace: string | undefined): Selector {
  const names = written.map(({ label }) => label.on);
  if (names.includes('reserved') || names.includes('namespace-name')) return written;
  if (namespace === undefined) return [...written, inAnyNamespace];
  return names.includes('namespace') ? written : [...written, inNamespace(namespace)];
}

/**
 * Labels of pods that Cilium leaves out of identities by default, so that no policy sees them.
 * https://docs.cilium.io/en/stable/operations/performance/scalability/identity-relevant-labels/
 */
const leftOut = new RegExp(
  `^(${[
    'io[.]kubernetes',
    'kubernetes[.]io',
    '.*beta[.]kubernetes[.]io',
    'k8s[.]io',
    'topology[.]kubernetes[.]io',
    'statefulset[.]kubernetes[.]io/pod-name',
    'apps[.]kubernetes[.]io/pod-index',
    'batch[.]kubernetes[.]io/(job-completion-index|controller-uid)',
    'pod-template-(generation|hash)',
    'controller-(revision-hash|uid)',
    'annotation',
    'etcd_node',
  ].join('|')})`,
);

/** The labels that Cilium knows a pod by. */
export function identityLabels(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !leftOut.test(key)));
}

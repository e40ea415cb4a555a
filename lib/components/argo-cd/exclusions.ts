/** Kinds that Argo CD neither watches nor manages. */
export interface Exclusion {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
}

/**
 * Kinds that controllers write, undeclared. The setting replaces the list that Argo CD and its chart have, so that
 * list is repeated here.
 * @param made kinds that the cluster makes for itself, beside those
 */
export function exclusionsFor(
  settings: { readonly endpoints: boolean },
  made: readonly Exclusion[],
): readonly Exclusion[] {
  return [...(settings.endpoints ? [] : [endpoints]), ...others, ...made];
}

/** Controllers rewrite these all the time; watching them costs more than all else. Some charts ship one nevertheless. */
const endpoints: Exclusion = { groups: ['', 'discovery.k8s.io'], kinds: ['Endpoints', 'EndpointSlice'] };

const others: readonly Exclusion[] = [
  { groups: ['coordination.k8s.io'], kinds: ['Lease'] },
  {
    groups: ['authentication.k8s.io', 'authorization.k8s.io'],
    kinds: [
      'SelfSubjectReview',
      'TokenReview',
      'LocalSubjectAccessReview',
      'SelfSubjectAccessReview',
      'SelfSubjectRulesReview',
      'SubjectAccessReview',
    ],
  },
  { groups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { groups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
  { groups: ['cilium.io'], kinds: ['CiliumIdentity', 'CiliumEndpoint', 'CiliumEndpointSlice'] },
  {
    groups: ['kyverno.io', 'reports.kyverno.io', 'wgpolicyk8s.io'],
    kinds: [
      'PolicyReport',
      'ClusterPolicyReport',
      'EphemeralReport',
      'ClusterEphemeralReport',
      'AdmissionReport',
      'ClusterAdmissionReport',
      'BackgroundScanReport',
      'ClusterBackgroundScanReport',
      'UpdateRequest',
    ],
  },
];

/** Renders exclusions as the YAML text that `resource.exclusions` of argocd-cm holds. */
export function renderExclusions(list: readonly Exclusion[]): string {
  return list
    .flatMap(({ groups, kinds }) => [
      '- apiGroups:',
      ...groups.map((group) => `    - ${group === '' ? "''" : group}`),
      '  kinds:',
      ...kinds.map((kind) => `    - ${kind}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

import { type ChartValue, claim, type Component, createdKinds, declareComponent, planOf } from '../../core';
import { certificateIssuers, certificates } from '../certificates';
import { charts } from '../versions';
import { checkIssuers } from './check';
import { addIssuers } from './issuers';
import { type CertManagerProps, certManagerProps } from './props';
import { secretNeeds } from './secrets';
import { workloadsOf } from './workloads';

/** The release has the name of the chart, so that names of its objects do not depend on that of the component. */
const release = 'cert-manager';

/** The values of the chart that differ from its defaults. They keep the restricted level of Pod Security already. */
type CertManagerValues = {
  /** Definitions as a part of the release. They stay when it is removed, and with them every Certificate. */
  readonly crds: { readonly enabled: true };
  /** Default: kube-system, where its rights would then reach as well. */
  readonly global: { readonly leaderElection: { readonly namespace: string } };
  /**
   * A Job that waits after `helm install` until the webhook answers. Argo CD would run it after each sync, once more each time,
   * and too late: after the issuers, which wait for the webhook by their sync wave.
   */
  readonly startupapicheck: { readonly enabled: false };
  /** Requests and limits of the controller. Default: none. */
  readonly resources: ChartValue;
  readonly webhook: { readonly resources: ChartValue };
  /** It keeps every Secret and definition of the cluster in memory. */
  readonly cainjector: { readonly resources: ChartValue };
};

/**
 * cert-manager, with the ClusterIssuers of the cluster. An app names one of them in its exposure:
 * `tls: { from: 'issuer', issuer: 'production' }`. Try a certificate with an issuer of staging first: failed attempts in
 * production use up the rate limits of Let's Encrypt.
 * @example
 * certManager({
 *   issuers: [
 *     {
 *       kind: 'acme',
 *       name: 'staging',
 *       server: 'staging',
 *       email: 'admin@example.com',
 *       cloudflare: { secret: 'cloudflare', zones: ['example.com'] },
 *     },
 *   ],
 * })
 */
export function certManager(props: CertManagerProps = {}): Component {
  return declareComponent(
    { kind: 'cert-manager' },
    certManagerProps,
    props,
    ({ issuers, namespace }, context) => {
      checkIssuers(issuers, context);
      const values: CertManagerValues = {
        crds: { enabled: true },
        global: { leaderElection: { namespace } },
        startupapicheck: { enabled: false },
        resources: resources('256Mi'),
        webhook: { resources: resources('64Mi') },
        cainjector: { resources: resources('256Mi') },
      };
      return planOf({
        provides: [certificates],
        claims: [
          claim(
            certificateIssuers,
            issuers.map((issuer) => ({
              name: issuer.name,
              ...(issuer.kind === 'acme' &&
                issuer.cloudflare.zones !== undefined && { zones: [...issuer.cloudflare.zones] }),
            })),
            '.issuers',
          ),
        ],
        secrets: secretNeeds(issuers),
        // The chart brings these as well; nothing of ours writes them.
        defines: [
          { group: 'cert-manager.io', kind: 'CertificateRequest', namespaced: true },
          { group: 'acme.cert-manager.io', kind: 'Challenge', namespaced: true },
          { group: 'acme.cert-manager.io', kind: 'Order', namespaced: true },
        ],
        workloads: workloadsOf(release, issuers),
        podSecurity: 'restricted',
        upstream: {
          kind: 'helm',
          ...charts.certManager,
          release,
          values,
          creates: createdKinds({
            '': [
              'admissionregistration.k8s.io/MutatingWebhookConfiguration',
              'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
              'apiextensions.k8s.io/CustomResourceDefinition',
              'rbac.authorization.k8s.io/ClusterRole',
              'rbac.authorization.k8s.io/ClusterRoleBinding',
            ],
            [namespace]: [
              '/Service',
              '/ServiceAccount',
              'apps/Deployment',
              'rbac.authorization.k8s.io/Role',
              'rbac.authorization.k8s.io/RoleBinding',
            ],
          }),
          // The largest definition has 147 kB as JSON, of the 256 KiB that an annotation may have. The cainjector fills in
          // caBundle, which the chart leaves out, so Argo CD sees no difference there.
          serverSideApply: false,
        },
        build: (chart) => {
          addIssuers(chart, issuers, namespace);
        },
      });
    },
  );
}

function resources(memory: string): ChartValue {
  return { requests: { cpu: '25m', memory }, limits: { memory } };
}

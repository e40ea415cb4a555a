import * as v from 'valibot';
import {
  bytes,
  capability,
  claim,
  type Component,
  createdKinds,
  declareComponent,
  label,
  planOf,
  type PropsOf,
  sealingCertificate,
  sealingCertificates,
} from '../core';
import { charts } from './versions';

export const sealedSecretsProps = v.strictObject({
  /** Name of the component. @default 'sealed-secrets' */
  name: v.exactOptional(label, 'sealed-secrets'),
  /** Where it lives; `kubeseal` looks there by default. @default 'kube-system' */
  namespace: v.exactOptional(label, 'kube-system'),
  /** Memory request and limit. @default '128Mi' */
  memory: v.exactOptional(bytes, '128Mi'),
  /**
   * Certificate against which `asterism seal` seals: the PEM text that `kubeseal --fetch-cert` prints. It is not secret.
   * The controller keeps its old keys, so an older one serves until it expires. @default `seal` takes --certificate
   */
  certificate: v.exactOptional(sealingCertificate),
});

/** What a person writes for Sealed Secrets. */
export type SealedSecretsProps = PropsOf<typeof sealedSecretsProps>;

/** The controller that turns SealedSecrets into Secrets. */
const sealedSecretsController = capability({
  name: 'sealed-secrets',
  means: 'Secrets from SealedSecrets',
  from: 'list sealedSecrets()',
  role: 'sealed secrets',
});

/** The values of the chart that differ from its defaults. */
type SealedSecretsValues = {
  /** Name of the Deployment and the Service: the one under which `kubeseal` looks for them. */
  readonly fullnameOverride: 'sealed-secrets-controller';
  readonly resources: {
    readonly requests: { readonly cpu: string; readonly memory: string };
    readonly limits: { readonly memory: string };
  };
  /** What the chart's settings lack for the restricted Pod Security level. */
  readonly podSecurityContext: { readonly seccompProfile: { readonly type: 'RuntimeDefault' } };
  readonly containerSecurityContext: { readonly allowPrivilegeEscalation: false };
  /**
   * The chart lets everybody who is known to the API, every pod's account included, reach the controller through it.
   * Administrators need no such right.
   */
  readonly rbac: { readonly serviceProxier: { readonly bind: false } };
};

/**
 * The controller that opens SealedSecrets. It makes a new key every 30 days and keeps the old ones; they are in no backup of
 * this repository, so back up the Secrets with the label `sealedsecrets.bitnami.com/sealed-secrets-key`.
 * @example
 * sealedSecrets()
 */
export function sealedSecrets(props: SealedSecretsProps = {}): Component {
  return declareComponent({ kind: 'sealed-secrets' }, sealedSecretsProps, props, (settings) => {
    const release = 'sealed-secrets';
    const { memory, namespace, certificate } = settings;
    const values: SealedSecretsValues = {
      fullnameOverride: 'sealed-secrets-controller',
      resources: { requests: { cpu: '50m', memory }, limits: { memory } },
      podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      containerSecurityContext: { allowPrivilegeEscalation: false },
      rbac: { serviceProxier: { bind: false } },
    };
    return planOf({
      provides: [sealedSecretsController],
      claims: certificate === undefined ? [] : [claim(sealingCertificates, certificate, '.certificate')],
      workloads: [
        {
          name: 'controller',
          pods: { 'app.kubernetes.io/name': 'sealed-secrets', 'app.kubernetes.io/instance': release },
          listens: [
            // `kubeseal` fetches the certificate through the API server.
            { name: 'http', port: 8080, transport: 'tcp', open: 'kube-apiserver' },
            { name: 'metrics', port: 8081, transport: 'tcp', open: 'declared' },
          ],
          connects: [{ to: { kind: 'kube-apiserver' }, why: 'read SealedSecrets and write Secrets' }],
          hostNetwork: false,
        },
      ],
      upstream: {
        kind: 'helm',
        ...charts.sealedSecrets,
        release,
        values,
        creates: createdKinds({
          '': [
            'apiextensions.k8s.io/CustomResourceDefinition',
            'rbac.authorization.k8s.io/ClusterRole',
            'rbac.authorization.k8s.io/ClusterRoleBinding',
          ],
          [namespace]: [
            'apps/Deployment',
            'rbac.authorization.k8s.io/Role',
            'rbac.authorization.k8s.io/RoleBinding',
            '/Service',
            '/ServiceAccount',
          ],
        }),
        serverSideApply: false,
      },
      build: () => undefined,
    });
  });
}

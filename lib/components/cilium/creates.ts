import { type CreatedKind, createdKinds } from '../../core';
import type { CiliumSettings } from './props';

/** The namespace that the chart makes for the secrets that agents may read: TLS of policies, Ingresses and Gateways. */
const secretsNamespace = 'cilium-secrets';

/**
 * What the chart creates with our values. The namespace of secrets with its roles comes whether or not Ingresses or
 * Gateways are served. Definitions are missing on purpose: the operator makes them at run time.
 */
export function ciliumCreates(settings: CiliumSettings, namespace: string): readonly CreatedKind[] {
  const { gatewayApi, ingress } = settings;
  return createdKinds({
    '': [
      '/Namespace',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      ...(gatewayApi === false ? [] : ['gateway.networking.k8s.io/GatewayClass']),
      ...(ingress === undefined ? [] : ['networking.k8s.io/IngressClass']),
    ],
    [secretsNamespace]: ['rbac.authorization.k8s.io/Role', 'rbac.authorization.k8s.io/RoleBinding'],
    [namespace]: [
      '/ConfigMap',
      '/Service',
      '/ServiceAccount',
      'apps/DaemonSet',
      'apps/Deployment',
      // Hubble's certificates: one run now (a hook up to 1.18), and one every four months.
      'batch/CronJob',
      'batch/Job',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
      ...(ingress === undefined ? [] : [backendOfIngress(settings.version)]),
    ],
  });
}

/** The placeholder behind the Service of the shared Ingress: without it nothing translates its address. */
function backendOfIngress(version: CiliumSettings['version']): string {
  switch (version) {
    case '1.17.18':
    case '1.18.12':
      return '/Endpoints';
    case '1.19.6':
      return 'discovery.k8s.io/EndpointSlice';
  }
}

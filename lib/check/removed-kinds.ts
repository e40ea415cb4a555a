/**
 * Kinds of versions that Kubernetes served once, and the version that removed each:
 * https://kubernetes.io/docs/reference/using-api/deprecation-guide/
 */
const removals: Readonly<Record<string, readonly string[]>> = {
  '1.16': [
    'extensions/v1beta1 DaemonSet Deployment NetworkPolicy ReplicaSet PodSecurityPolicy',
    'apps/v1beta1 Deployment StatefulSet',
    'apps/v1beta2 DaemonSet Deployment ReplicaSet StatefulSet',
  ],
  '1.22': [
    'extensions/v1beta1 Ingress',
    'networking.k8s.io/v1beta1 Ingress IngressClass',
    'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
    'apiregistration.k8s.io/v1beta1 APIService',
    'certificates.k8s.io/v1beta1 CertificateSigningRequest',
    'coordination.k8s.io/v1beta1 Lease',
    'rbac.authorization.k8s.io/v1beta1 ClusterRole ClusterRoleBinding Role RoleBinding',
    'scheduling.k8s.io/v1beta1 PriorityClass',
    'storage.k8s.io/v1beta1 CSIDriver CSINode StorageClass VolumeAttachment',
  ],
  '1.25': [
    'batch/v1beta1 CronJob',
    'discovery.k8s.io/v1beta1 EndpointSlice',
    'events.k8s.io/v1beta1 Event',
    'autoscaling/v2beta1 HorizontalPodAutoscaler',
    'policy/v1beta1 PodDisruptionBudget PodSecurityPolicy',
    'node.k8s.io/v1beta1 RuntimeClass',
  ],
  '1.26': [
    'autoscaling/v2beta2 HorizontalPodAutoscaler',
    'flowcontrol.apiserver.k8s.io/v1beta1 FlowSchema PriorityLevelConfiguration',
  ],
  '1.27': ['storage.k8s.io/v1beta1 CSIStorageCapacity'],
  '1.29': ['flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema PriorityLevelConfiguration'],
  '1.32': ['flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema PriorityLevelConfiguration'],
};

/** The version of Kubernetes that removed each kind, by version and kind: `batch/v1beta1 CronJob`. */
export const removedIn: ReadonlyMap<string, string> = new Map(
  Object.entries(removals).flatMap(([version, lines]) =>
    lines.flatMap((line) => {
      const [apiVersion = '', ...kinds] = line.split(' ');
      return kinds.map((kind): [string, string] => [`${apiVersion} ${kind}`, version]);
    }),
  ),
);

/**
 * Kinds that an API server of Kubernetes 1.33 serves by default, by version: `kubectl api-resources`. What a feature gate turns on
 * is left out; a component that needs it states it in `defines`.
 */
export const builtInKinds: Readonly<Record<string, readonly string[]>> = {
  v1: [
    'Binding',
    'ComponentStatus',
    'ConfigMap',
    'Endpoints',
    'Event',
    'LimitRange',
    'Namespace',
    'Node',
    'PersistentVolume',
    'PersistentVolumeClaim',
    'Pod',
    'PodTemplate',
    'ReplicationController',
    'ResourceQuota',
    'Secret',
    'Service',
    'ServiceAccount',
  ],
  'admissionregistration.k8s.io/v1': [
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'apps/v1': ['ControllerRevision', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  'authentication.k8s.io/v1': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io/v1': [
    'LocalSubjectAccessReview',
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
    'SubjectAccessReview',
  ],
  'autoscaling/v1': ['HorizontalPodAutoscaler'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'batch/v1': ['CronJob', 'Job'],
  'certificates.k8s.io/v1': ['CertificateSigningRequest'],
  'coordination.k8s.io/v1': ['Lease'],
  'discovery.k8s.io/v1': ['EndpointSlice'],
  'events.k8s.io/v1': ['Event'],
  'flowcontrol.apiserver.k8s.io/v1': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io/v1': ['IPAddress', 'Ingress', 'IngressClass', 'NetworkPolicy', 'ServiceCIDR'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'policy/v1': ['PodDisruptionBudget'],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'StorageClass', 'VolumeAttachment'],
};

/**
 * Kinds of stable versions that came with a release or after it, by its minor version: `api/openapi-spec/swagger.json` of
 * k8s.io/kubernetes v1.33.13, v1.34.0, v1.35.8, v1.36.1 and v1.37.2. Earlier ones do not serve them.
 */
const laterKinds: Readonly<Record<number, readonly string[]>> = {
  33: ['networking.k8s.io/v1 IPAddress ServiceCIDR'],
  34: [
    'resource.k8s.io/v1 DeviceClass ResourceClaim ResourceClaimTemplate ResourceSlice',
    'storage.k8s.io/v1 VolumeAttributesClass',
  ],
  36: ['admissionregistration.k8s.io/v1 MutatingAdmissionPolicy MutatingAdmissionPolicyBinding'],
  37: [
    'certificates.k8s.io/v1 ClusterTrustBundle PodCertificateRequest',
    'resource.k8s.io/v1 DeviceTaintRule',
    'storagemigration.k8s.io/v1 StorageVersionMigration',
  ],
};

/** The minor version of Kubernetes that first serves a kind, by version and kind: `storage.k8s.io/v1 VolumeAttributesClass`. */
export const servedSince: ReadonlyMap<string, number> = new Map(
  Object.entries(laterKinds).flatMap(([minor, lines]) =>
    lines.flatMap((line) => {
      const [apiVersion = '', ...kinds] = line.split(' ');
      return kinds.map((kind): [string, number] => [`${apiVersion} ${kind}`, Number(minor)]);
    }),
  ),
);

import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  componentLabels,
  configVolume,
  type Ipv4,
  pod,
  type Quantity,
  resources,
  restrictedContainer,
} from '../../core';
import { images } from '../versions';

/**
 * Name of every object but the Service. Not `coredns`: those objects belong to k3s, which deletes what has its owner's
 * label when it starts with `--disable=coredns`; applied over them, ours would have that label as well, and a server
 * without the flag would write over ours. The Service has to be `kube-dns`, since that name and address is what is looked
 * for; on a running cluster, k3s is therefore told to disable its own before ours is applied.
 */
export const objectName = 'cluster-dns';
const namespace = 'kube-system';
/** The user of the image. */
const nonroot = 65532;

/**
 * What the pods listen on. Port 53 and not a high one behind the Service: network policies see ports after the Service
 * is translated, and those of all other pods open 53.
 */
export const ports = [
  { name: 'dns', port: 53, transport: 'udp', open: 'cluster' },
  { name: 'dns-tcp', port: 53, transport: 'tcp', open: 'cluster' },
  { name: 'metrics', port: 9153, transport: 'tcp', open: 'declared' },
  { name: 'health', port: 8080, transport: 'tcp', open: 'declared' },
  { name: 'ready', port: 8181, transport: 'tcp', open: 'declared' },
] as const;

/** What the objects of the name server are made from. */
export interface NameServer {
  readonly identity: { readonly kind: string; readonly name: string };
  readonly pods: Readonly<Record<string, string>>;
  readonly replicas: number;
  /** Address of the Service. */
  readonly address: Ipv4;
  readonly files: Readonly<Record<string, string>>;
  /** Where the files are mounted. */
  readonly folder: string;
  readonly cpu: Quantity;
  readonly memory: Quantity;
}

/** Makes the name server's Deployment, Service, files, rights and disruption budget. */
export function buildNameServer(chart: Chart, server: NameServer): void {
  const metadata = { name: objectName, namespace };
  const { pods } = server;
  new k8s.KubeConfigMap(chart, 'files', { metadata, data: server.files });
  new k8s.KubeService(chart, 'service', {
    metadata: {
      name: 'kube-dns',
      namespace,
      labels: {
        'k8s-app': 'kube-dns',
        'kubernetes.io/cluster-service': 'true',
        'kubernetes.io/name': 'CoreDNS',
      },
    },
    spec: {
      clusterIp: server.address,
      selector: pods,
      ports: ports
        .filter(({ name }) => name !== 'health' && name !== 'ready')
        .map(({ name, port, transport }) => ({
          name,
          port,
          protocol: transport.toUpperCase(),
          targetPort: k8s.IntOrString.fromString(name),
        })),
    },
  });
  new k8s.KubeDeployment(chart, 'deployment', {
    metadata,
    spec: {
      replicas: server.replicas,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(1) } },
      selector: { matchLabels: pods },
      template: {
        metadata: { labels: { ...componentLabels(server.identity), ...pods } },
        spec: podSpec(server),
      },
    },
  });
  new k8s.KubePodDisruptionBudget(chart, 'budget', {
    metadata,
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: pods } },
  });
  buildRights(chart);
}

function podSpec(server: NameServer): k8s.PodSpec {
  return pod(nonroot, {
    serviceAccountName: objectName,
    // The kubernetes plugin asks the API server.
    automountServiceAccountToken: true,
    priorityClassName: 'system-cluster-critical',
    // Its own names come from the node's resolver: asking the Service would be asking itself.
    dnsPolicy: 'Default',
    tolerations: [
      { key: 'CriticalAddonsOnly', operator: 'Exists' },
      { key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' },
      { key: 'node-role.kubernetes.io/etcd', operator: 'Exists', effect: 'NoExecute' },
    ],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: server.pods },
      },
    ],
    containers: [
      {
        name: 'coredns',
        image: images.coredns,
        args: ['-conf', `${server.folder}/Corefile`],
        ports: ports.map(({ name, port, transport }) => ({
          name,
          containerPort: port,
          protocol: transport.toUpperCase(),
        })),
        resources: resources(server),
        securityContext: {
          ...restrictedContainer,
          // The one capability that the restricted level lets a container add. The image's binary carries it, and without
          // it in the set that the container may have, the kernel refuses to start the binary at all.
          capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        },
        volumeMounts: [{ name: 'files', mountPath: server.folder, readOnly: true }],
        livenessProbe: {
          httpGet: { path: '/health', port: k8s.IntOrString.fromString('health') },
          initialDelaySeconds: 60,
          timeoutSeconds: 5,
          failureThreshold: 5,
        },
        readinessProbe: {
          httpGet: { path: '/ready', port: k8s.IntOrString.fromString('ready') },
          periodSeconds: 2,
        },
      },
    ],
    volumes: [configVolume('files', objectName)],
  });
}

function buildRights(chart: Chart): void {
  new k8s.KubeServiceAccount(chart, 'account', {
    metadata: { name: objectName, namespace },
    automountServiceAccountToken: false,
  });
  new k8s.KubeClusterRole(chart, 'role', {
    metadata: { name: objectName },
    rules: [
      // With `pods insecure` it answers for pods' addresses without knowing the pods.
      { apiGroups: [''], resources: ['namespaces', 'services'], verbs: ['list', 'watch'] },
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ],
  });
  new k8s.KubeClusterRoleBinding(chart, 'binding', {
    metadata: { name: objectName },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: objectName },
    subjects: [{ kind: 'ServiceAccount', name: objectName, namespace }],
  });
}

import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  componentLabels,
  configVolume,
  filesChecksum,
  pod,
  podLabels,
  type Quantity,
  resources,
  restrictedContainer,
  scratchVolume,
  syncWave,
} from '../../core';
import type { Identity } from './endpoint';
import { settingsFolder } from './hook-job';
import type { ServerSettings } from './settings';

/** Servers with a name and a volume each: brokers or ZooKeepers. */
export interface ServerSet {
  readonly component: { readonly kind: string; readonly name: string; readonly namespace: string };
  /** Name of the workload, of the container as well: `broker`. */
  readonly workload: string;
  /** Name of the StatefulSet, and with a number behind it of each pod. */
  readonly name: string;
  /** Name of the headless Service under which each pod has a name of its own. */
  readonly headless: string;
  /** Ports by name. */
  readonly ports: Readonly<Record<string, number>>;
  readonly replicas: number;
  readonly image: string;
  /** The start script's name among the files. */
  readonly script: string;
  readonly files: Readonly<Record<string, string>>;
  /** Where the volume is mounted. */
  readonly mount: string;
  readonly server: ServerSettings;
  /** Whether there is a node for each server, so that no two have to share one. */
  readonly spread: boolean;
  readonly probes: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  /** Wave within the Application. */
  readonly wave: number;
}

/** Makes the StatefulSet with its ConfigMap, the headless Service, and a disruption budget above one server. */
export function serverSet(chart: Chart, set: ServerSet): void {
  const { namespace } = set.component;
  const selector = podLabels(set.component, set.workload);
  new k8s.KubeConfigMap(chart, `${set.workload}-files`, {
    metadata: { name: set.name, namespace },
    data: { ...set.files },
  });
  new k8s.KubeService(chart, `${set.workload}-headless`, {
    metadata: { name: set.headless, namespace },
    spec: {
      clusterIp: 'None',
      // The members of a quorum find each other before any of them is ready; without this none would ever be.
      publishNotReadyAddresses: true,
      selector,
      ports: servicePorts(set.ports),
    },
  });
  if (set.replicas > 1)
    new k8s.KubePodDisruptionBudget(chart, `${set.workload}-budget`, {
      metadata: { name: set.name, namespace },
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
  new k8s.KubeStatefulSet(chart, `${set.workload}-set`, {
    metadata: {
      name: set.name,
      namespace,
      ...(set.wave !== 0 && { annotations: { ...syncWave(set.wave) } }),
    },
    spec: {
      replicas: set.replicas,
      serviceName: set.headless,
      // One after the other, the first would wait for a quorum that the others are not there to form.
      podManagementPolicy: 'Parallel',
      // In a rolling change the next one goes when this one has had time to copy what it missed.
      ...(set.replicas > 1 && { minReadySeconds: 30 }),
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: { ...componentLabels(set.component), ...selector },
          annotations: { ...filesChecksum(set.files) },
        },
        spec: pod(1000, {
          // A broker hands its partitions over and writes its logs before it goes.
          terminationGracePeriodSeconds: 120,
          ...(Object.keys(set.server.nodeSelector).length > 0 && { nodeSelector: set.server.nodeSelector }),
          ...(set.replicas > 1 && { affinity: { podAntiAffinity: apart(selector, set.spread) } }),
          containers: [container(set)],
          volumes: [configVolume('settings', set.name), scratchVolume('tmp')],
        }),
      },
      volumeClaimTemplates: [claim(set.server.storage, set.server.storageClass)],
    },
  });
}

/** Ports of a Service, in front of container ports of the same names. */
export function servicePorts(ports: Readonly<Record<string, number>>): k8s.ServicePort[] {
  return Object.entries(ports).map(([name, port]) => ({
    name,
    port,
    targetPort: k8s.IntOrString.fromString(name),
    protocol: 'TCP',
  }));
}

function container(set: ServerSet): k8s.Container {
  return {
    name: set.workload,
    image: set.image,
    command: ['sh', `${settingsFolder}/${set.script}`],
    env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    ports: Object.entries(set.ports).map(([name, containerPort]) => ({
      name,
      containerPort,
      protocol: 'TCP',
    })),
    ...set.probes,
    resources: resources({ cpu: set.server.cpu, memory: set.server.memory }),
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: 'data', mountPath: set.mount },
      { name: 'settings', mountPath: settingsFolder, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

/** Two servers on one node would go away together. Where nodes are too few they have to share all the same. */
export function apart(selector: Readonly<Record<string, string>>, strictly: boolean) {
  const term = { labelSelector: { matchLabels: { ...selector } }, topologyKey: 'kubernetes.io/hostname' };
  return strictly
    ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
    : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] };
}

function claim(storage: Quantity, storageClass: string | undefined): k8s.KubePersistentVolumeClaimProps {
  return {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: k8s.Quantity.fromString(storage) } },
      volumeMode: 'Filesystem',
      ...(storageClass !== undefined && { storageClassName: storageClass }),
    },
  };
}

const onClientPort: k8s.Probe = { tcpSocket: { port: k8s.IntOrString.fromString('clients') } };

/**
 * A broker opens its client port when it has caught up with the cluster's metadata and recovered its logs, so a
 * connection says that it serves. A request would say more, but each one by Kafka's tools starts a JVM of 256 MiB within
 * the broker's own limit. The start may take long: after a power cut every log of the volume is read again.
 */
export const brokerProbes: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> = {
  startupProbe: { ...onClientPort, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 180 },
  readinessProbe: { ...onClientPort, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
  livenessProbe: { ...onClientPort, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 6 },
};

/** The Service under which clients find the first broker; from it they learn the names of all. */
export function clientService(chart: Chart, about: Identity): void {
  new k8s.KubeService(chart, 'clients', {
    metadata: { name: about.name, namespace: about.namespace },
    spec: {
      type: 'ClusterIP',
      selector: podLabels(about, 'broker'),
      ports: servicePorts({ clients: 9092 }),
    },
  });
}

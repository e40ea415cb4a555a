import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  componentLabels,
  type ComponentOwner,
  type Endpoint,
  configVolume,
  filesChecksum,
  pod,
  podLabels,
  type Resources,
  resources,
  restrictedContainer,
  scratchVolume,
} from '../../core';
import { apart, servicePorts } from '../kafka/brokers';
import { settingsFolder } from '../kafka/hook-job';
import { secretsFolder } from './connector-config';

/** What every part of the component has to know about it. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly rest: Endpoint<'kafka-connect'> & { readonly owner: ComponentOwner };
}

/** What the workers are made of. */
export interface WorkerSet {
  readonly about: Identity;
  readonly user: number;
  readonly image: string;
  readonly replicas: number;
  readonly resources: Resources;
  /** Name of the Secret that is mounted. */
  readonly secret: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Makes the workers' ConfigMap, REST Service and Deployment, and a disruption budget above one worker. */
export function workers(chart: Chart, set: WorkerSet): void {
  const { name, namespace } = set.about;
  const selector = podLabels(set.about, 'worker');
  const metadata = { name, namespace };
  new k8s.KubeConfigMap(chart, 'worker-files', { metadata, data: { ...set.files } });
  new k8s.KubeService(chart, 'rest', {
    metadata,
    spec: { type: 'ClusterIP', selector, ports: servicePorts({ rest: set.about.rest.port }) },
  });
  if (set.replicas > 1)
    new k8s.KubePodDisruptionBudget(chart, 'worker-budget', {
      metadata,
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
  new k8s.KubeDeployment(chart, 'workers', {
    metadata,
    spec: {
      replicas: set.replicas,
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels: { ...componentLabels(set.about), ...selector },
          annotations: { ...filesChecksum(set.files) },
        },
        spec: pod(set.user, {
          // A worker writes its offsets and leaves the group before it goes.
          terminationGracePeriodSeconds: 60,
          ...(set.replicas > 1 && {
            affinity: { podAntiAffinity: apart(selector, false) },
          }),
          containers: [container(set)],
          volumes: [
            configVolume('settings', name),
            {
              name: 'secrets',
              // Readable by the group of the worker only.
              secret: {
                secretName: set.secret,
                items: [{ key: 'password', path: 'password' }],
                defaultMode: 0o440,
              },
            },
            scratchVolume('tmp'),
          ],
        }),
      },
    },
  });
}

const rest = k8s.IntOrString.fromString('rest');

function container(set: WorkerSet): k8s.Container {
  return {
    name: 'worker',
    image: set.image,
    command: ['sh', `${settingsFolder}/start-worker.sh`],
    env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
    ports: [{ name: 'rest', containerPort: set.about.rest.port, protocol: 'TCP' }],
    // The plugins are scanned at start, which takes a minute or two on a small machine.
    startupProbe: {
      httpGet: { path: '/', port: rest },
      periodSeconds: 5,
      timeoutSeconds: 5,
      failureThreshold: 120,
    },
    // `/health` is well once the worker has joined its group and read what connectors there are.
    readinessProbe: {
      httpGet: { path: '/health', port: rest },
      periodSeconds: 10,
      timeoutSeconds: 10,
      failureThreshold: 3,
    },
    // `/` is answered without the other workers or the brokers, whose failure no restart of this one would cure.
    livenessProbe: {
      httpGet: { path: '/', port: rest },
      periodSeconds: 20,
      timeoutSeconds: 10,
      failureThreshold: 6,
    },
    resources: resources(set.resources),
    securityContext: restrictedContainer,
    volumeMounts: [
      { name: 'settings', mountPath: settingsFolder, readOnly: true },
      { name: 'secrets', mountPath: secretsFolder, readOnly: true },
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}

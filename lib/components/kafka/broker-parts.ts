import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { podLabels } from '../../core';
import { servicePorts } from './brokers';
import type { Identity } from './identity';

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

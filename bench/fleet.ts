import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { type Component, declareComponent, defineCluster, k3s, planOf } from '../lib';
import type { Cluster } from '../lib/plan';
import * as v from 'valibot';

/** A cluster of many small web services: five objects each, as a person would write them. */
export function fleet(charts: number): Cluster {
  return defineCluster({
    name: 'fleet',
    git: { url: 'https://git.example.com/fleet.git', revision: 'main' },
    distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
    api: { host: 'ada' },
    networks: {
      nodes: { cidr: '192.0.2.0/24' },
      pods: { cidr: '10.42.0.0/16' },
      services: { cidr: '10.43.0.0/16' },
    },
    nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
    components: Array.from({ length: charts }, (_, index) => service(`service-${index}`)),
  });
}

/** A component's file has one shape for all its components; to make one for each would time the making of shapes. */
const serviceProps = v.strictObject({});

function service(name: string): Component {
  const identity = { kind: 'service', name, namespace: 'default' };
  return declareComponent(identity, serviceProps, {}, () =>
    planOf({
      build: (chart) => {
        fiveObjects(chart, name);
      },
    }),
  );
}

/** Makes a Deployment, a Service, a ConfigMap, a ServiceAccount and a PodDisruptionBudget. */
export function fiveObjects(chart: Chart, name: string): void {
  const metadata = { name, namespace: 'default' };
  const labels = { app: name };
  new k8s.KubeServiceAccount(chart, 'account', { metadata, automountServiceAccountToken: false });
  new k8s.KubeConfigMap(chart, 'config', {
    metadata,
    data: {
      'app.properties': `name=${name}\nlisten=0.0.0.0:8080\nlog.level=info\n`,
      MODE: 'production',
      PORT: '8080',
    },
  });
  new k8s.KubeDeployment(chart, 'deployment', {
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          enableServiceLinks: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'app',
              image: `registry.example.com/${name}:1.0.0`,
              ports: [{ name: 'http', containerPort: 8080 }],
              envFrom: [{ configMapRef: { name } }],
              resources: {
                requests: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('128Mi') },
                limits: { memory: k8s.Quantity.fromString('128Mi') },
              },
              readinessProbe: { httpGet: { path: '/ready', port: k8s.IntOrString.fromString('http') } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
  new k8s.KubeService(chart, 'service', {
    metadata,
    spec: {
      selector: labels,
      ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }],
    },
  });
  new k8s.KubePodDisruptionBudget(chart, 'budget', {
    metadata,
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: labels } },
  });
}

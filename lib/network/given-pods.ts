import type { ClusterPlan } from '../plan';
import type { NamedPort } from './policy';

/** Pods that k3s makes itself, where no component of the cluster replaces them. */
export interface GivenPods {
  /** `coredns`, the name of its Deployment. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly NamedPort[];
  /** Name of the Service in front of them. */
  readonly service: string;
}

const tcp = (name: string, port: number): NamedPort => ({ name, port, transport: 'tcp' });

/**
 * What k3s ships beside the cluster's network, as its manifests have it.
 * https://github.com/k3s-io/k3s/tree/v1.33.5%2Bk3s1/manifests (coredns.yaml, metrics-server, traefik.yaml)
 */
const packaged: readonly GivenPods[] = [
  {
    name: 'coredns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ name: 'dns', port: 53, transport: 'udp' }, tcp('dns-tcp', 53), tcp('metrics', 9153)],
    service: 'kube-dns',
  },
  {
    name: 'metrics-server',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'metrics-server' },
    ports: [tcp('https', 10250)],
    service: 'metrics-server',
  },
  {
    name: 'traefik',
    namespace: 'kube-system',
    // The chart's own labels; k3s installs it as release "traefik" in kube-system.
    labels: {
      'app.kubernetes.io/name': 'traefik',
      'app.kubernetes.io/instance': 'traefik-kube-system',
    },
    ports: [tcp('web', 8000), tcp('websecure', 8443), tcp('metrics', 9100)],
    service: 'traefik',
  },
];

/** The pods that k3s makes in a cluster. */
export function givenPods({ facts }: Pick<ClusterPlan, 'facts'>): readonly GivenPods[] {
  return packaged.filter(({ name }) => !facts.k3s.disable.some((disabled) => disabled === name));
}

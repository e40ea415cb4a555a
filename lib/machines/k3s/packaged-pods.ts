import { givenKinds, storageClasses } from '../../component';
import { type Claim, claim } from '../../inventory';
import { balancerClaims, givenPodsClaims } from '../../network';
import { traefikClaims } from '../traefik/claim';
import type { K3sSettings } from './props';

const tcp = (name: string, port: number) => ({ name, port, transport: 'tcp' as const });

/**
 * What k3s ships beside the cluster's network, as its manifests have it.
 * https://github.com/k3s-io/k3s/tree/v1.33.5%2Bk3s1/manifests (coredns.yaml, metrics-server, traefik.yaml)
 */
const packaged = {
  coredns: claim(givenPodsClaims, {
    name: 'coredns',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [{ name: 'dns', port: 53, transport: 'udp' }, tcp('dns-tcp', 53), tcp('metrics', 9153)],
    service: { name: 'kube-dns' },
    role: 'cluster DNS',
  }),
  'metrics-server': claim(givenPodsClaims, {
    name: 'metrics-server',
    namespace: 'kube-system',
    labels: { 'k8s-app': 'metrics-server' },
    ports: [tcp('https', 10250)],
    service: { name: 'metrics-server', ports: { https: 443 } },
  }),
  traefik: claim(givenPodsClaims, {
    name: 'traefik',
    namespace: 'kube-system',
    // The chart's own labels; k3s installs it as release "traefik" in kube-system.
    labels: {
      'app.kubernetes.io/name': 'traefik',
      'app.kubernetes.io/instance': 'traefik-kube-system',
    },
    // https://docs.k3s.io/networking/networking-services#traefik-ingress-controller
    selector: { 'app.kubernetes.io/name': 'traefik' },
    ports: [tcp('web', 8000), tcp('websecure', 8443), tcp('metrics', 9100)],
    // https://github.com/traefik/traefik-helm-chart/blob/master/traefik/values.yaml (`ports`: `port` and `exposedPort`)
    service: { name: 'traefik', ports: { web: 80, websecure: 443 }, balanced: true },
    role: 'ingress',
    serves: ['Ingress', 'IngressRoute'],
  }),
  // It gives a Service the addresses of the nodes, and sets no ipMode (pkg/cloudprovider/servicelb.go).
  // https://docs.k3s.io/networking/networking-services#service-load-balancer
  servicelb: claim(balancerClaims, { addresses: 'nodes' }),
  // https://docs.k3s.io/storage#setting-up-the-local-storage-provider
  // Without a shared file system it refuses the other modes (provisioner.go of rancher/local-path-provisioner).
  'local-storage': claim(storageClasses, {
    name: 'local-path',
    isDefault: true,
    // k3s writes the class at each start, so that taking the mark off by hand does not last.
    otherwise: "add 'local-storage' to disable in k3s({ … })",
    binding: 'WaitForFirstConsumer',
    access: ['ReadWriteOnce', 'ReadWriteOncePod'],
  }),
} as const;

/**
 * The class of Ingresses and the kinds that come with Traefik. https://docs.k3s.io/networking/networking-services#traefik-ingress-controller
 * The chart makes it the default: `ingressClass.isDefaultClass` in its values.yaml.
 */
const traefik = traefikClaims('traefik', true);

/** Charts and manifests that k3s itself installs. https://docs.k3s.io/helm, https://docs.k3s.io/cli/etcd-snapshot */
const ownKinds: readonly Claim[] = [
  claim(givenKinds, { group: 'helm.cattle.io', kinds: ['HelmChart', 'HelmChartConfig'] }),
  claim(givenKinds, { group: 'k3s.cattle.io', kinds: ['Addon'] }),
];

/** What k3s makes itself and is not switched off: pods, addresses of load balancers, classes of storage and Ingresses, and kinds. */
export function packagedClaims({ disable }: K3sSettings): readonly Claim[] {
  return [
    ...Object.entries(packaged).flatMap(([name, made]) =>
      disable.some((one) => one === name) ? [] : [made],
    ),
    ...(disable.includes('traefik') ? [] : traefik),
    ...ownKinds,
  ];
}

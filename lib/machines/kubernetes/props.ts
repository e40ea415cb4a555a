import * as v from 'valibot';
import {
  atLeastOne,
  dnsName,
  ipv4,
  kubernetesVersion,
  label,
  labels,
  type OpenInside,
  port,
} from '../../values';
import { statedStorageClass } from '../../component';

export const kubernetesProps = v.strictObject({
  /** The version that `kubectl get nodes` shows: `v1.34.1`, with whatever the distribution adds to it. */
  version: kubernetesVersion,
  /**
   * Name of the network plugin that came with the cluster: `calico`. asterism does not know how one reads policies that it does not
   * write itself, so answers about these are unknown. @default a component brings the network plugin
   */
  networkPlugin: v.exactOptional(label),
  /**
   * Whether somebody else runs the servers, as with a cluster of a cloud: then every node is an agent, and `api` says where the
   * API answers. @default false
   */
  managed: v.exactOptional(v.boolean(), false),
  /** Whether people log in to the nodes by SSH; Talos has none. Without it, only kubectl looks at the nodes. @default true */
  ssh: v.exactOptional(v.boolean(), true),
  /** Whether kube-proxy runs. @default true */
  kubeProxy: v.exactOptional(v.boolean(), true),
  /** `given`: CoreDNS came with the cluster, as kubeadm installs it. `none`: a component brings the name server. @default 'given' */
  clusterDns: v.exactOptional(v.picklist(['given', 'none']), 'given'),
  /** Address of the Service `kube-dns`, which pods ask for names. @default the tenth address of network services */
  dnsService: v.exactOptional(ipv4),
  /** Whether something that came with the cluster gives addresses to Services of type LoadBalancer. @default false */
  loadBalancers: v.exactOptional(v.boolean(), false),
  /** Pods that came with the cluster and serve its Ingresses. @default a component serves them, or nothing does */
  ingress: v.exactOptional(
    v.strictObject({
      /** Their namespace: `ingress-nginx`. */
      namespace: label,
      /** Name of the Service of type LoadBalancer in front of them: `ingress-nginx-controller`. */
      service: label,
      /** The class of Ingresses that they serve: `nginx`. */
      className: dnsName,
      /**
       * The program that they run: `traefik` redirects from HTTP to HTTPS by an object beside each Ingress with TLS, which asterism
       * then ships. Others are taken to redirect by themselves, as ingress-nginx does, or not at all. @default 'other'
       */
      controller: v.exactOptional(v.picklist(['traefik', 'other']), 'other'),
      /** Labels that all of these pods have. */
      pods: labels,
      /** Ports of the Service, tcp, each with the port on which the pods listen. */
      ports: v.pipe(
        v.array(
          v.strictObject({
            /** Port of the Service: 443. */
            port,
            /** Port of the pods: 8443. */
            target: port,
          }),
        ),
        atLeastOne('write the port of HTTPS, such as { port: 443, target: 443 }'),
      ),
    }),
  ),
  /** Storage classes that came with the cluster. @default none */
  storageClasses: v.exactOptional(v.array(statedStorageClass), []),
  /** Whether a metrics server came with the cluster, for replicas by load and `kubectl top`. @default false */
  podMetrics: v.exactOptional(v.boolean(), false),
  /** Where the API answers on every node itself, as with KubePrism of Talos: `{ host: '127.0.0.1', port: 7445 }`. @default nowhere */
  localApi: v.exactOptional(
    v.strictObject({
      /** A loopback address. */
      host: ipv4,
      /** Port, 1 to 65535. */
      port,
    }),
  ),
});

/** What a person writes for a cluster of another distribution. */
export type KubernetesProps = OpenInside<v.InferInput<typeof kubernetesProps>>;
/** The settings, with their defaults filled in. */
export type KubernetesSettings = v.InferOutput<typeof kubernetesProps>;

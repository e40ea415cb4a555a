import * as v from 'valibot';
import { chartName, dnsName, label, labels, line, port, type Written } from '../../core';
import { chartRepository, chartVersion } from './chart-source';

const words = line(500);

/** A port on which pods of a chart listen. */
const listenedPort = v.strictObject({
  /** Its name; one without a name has its transport and number: `tcp-8080`. */
  name: words,
  /** 1 to 65535. */
  port,
  /** Protocol below it. */
  transport: v.picklist(['tcp', 'udp']),
  /** Whether the API server connects to it: a webhook, or an API that it passes on. @default false */
  webhook: v.exactOptional(v.boolean(), false),
});

/** Pods of a chart. */
const chartWorkload = v.strictObject({
  /** Name of the object that makes them, without the name of the release in front. */
  name: words,
  /** `Deployment`, `StatefulSet`, `DaemonSet`, `Job`, `CronJob` or `Pod`. */
  kind: words,
  /** Labels that these pods and no others of the namespace have. */
  pods: labels,
  /** Ports on which they listen. */
  ports: v.array(listenedPort),
  /** Whether they may use the API of Kubernetes: their service account has rights. @default false */
  api: v.exactOptional(v.boolean(), false),
  /** Whether they share the network of their node, where no policy reaches. @default false */
  hostNetwork: v.exactOptional(v.boolean(), false),
});

/** A port of a Service of a chart, with the pods behind it. */
const servedPort = v.strictObject({
  /** Name of the Service. */
  service: words,
  /** 1 to 65535. */
  port,
  /** Protocol below it. */
  transport: v.picklist(['tcp', 'udp']),
  /** Name of the workload. */
  workload: words,
  /** Port of the pods, 1 to 65535. */
  targetPort: port,
  /**
   * How the Service answers outside the cluster: by its type, or `elsewhere` by external addresses or a class of load balancers of
   * its own. @default within the cluster only
   */
  outside: v.exactOptional(v.picklist(['LoadBalancer', 'NodePort', 'elsewhere'])),
  /** The port of the nodes. @default none, or one that Kubernetes picks */
  nodePort: v.exactOptional(port),
});

/** A host and path of an Ingress, or of a route of Gateway API. */
const foundRoute = v.strictObject({
  /** The object: `Ingress podinfo`. */
  object: words,
  /** `shop.example.com`, or `*` for every host. */
  host: words,
  /** `/`. */
  path: words,
  /** How the path is compared. @default 'prefix' */
  match: v.exactOptional(v.picklist(['prefix', 'exact', 'other']), 'prefix'),
  /** What kind of server reads it. */
  through: v.picklist(['ingress', 'gateway']),
  /** Class of the Ingress, or name of the Gateway. @default it names none */
  by: v.exactOptional(words),
  /** The Service that answers. @default something else answers */
  service: v.exactOptional(words),
  /** Its port. @default it is not known */
  port: v.exactOptional(v.union([port, words])),
  /** The Secret with the certificate. @default it names none */
  secret: v.exactOptional(words),
  /** The ClusterIssuer that an annotation names. @default it names none */
  issuer: v.exactOptional(words),
});

/** What a chart makes at one version, with the values that a cluster gives it. */
export const chartFactsShape = v.strictObject({
  /** Repository that the chart comes from. */
  repository: chartRepository,
  /** Name of the chart. */
  chart: chartName,
  /** Version of the chart. */
  version: chartVersion,
  /** Name of the release. */
  release: dnsName,
  /** Namespace of the release. */
  namespace: label,
  /** Checksum of the values. Facts without one go with any values. @default it has none */
  values: v.exactOptional(words),
  /** Kinds by namespace, as `group/Kind`: `apps/Deployment`, `/Service`. Those without a namespace stand under ''. */
  creates: v.record(v.union([v.literal(''), label]), v.array(words)),
  /** Whether an object is too large for client-side apply. @default false */
  serverSideApply: v.exactOptional(v.boolean(), false),
  /** Pod Security level that its pods need. */
  podSecurity: v.picklist(['restricted', 'baseline', 'privileged']),
  /** Its pods. */
  workloads: v.array(chartWorkload),
  /** Its Services. @default none */
  services: v.exactOptional(v.array(servedPort), []),
  /** Hosts and paths at which its Services are reached from outside. @default none */
  routes: v.exactOptional(v.array(foundRoute), []),
  /** Classes of Ingresses that it makes. @default none */
  ingressClasses: v.exactOptional(
    v.array(
      v.strictObject({
        /** Its name. */
        name: words,
        /** Whether Ingresses without a class are of this one. @default false */
        isDefault: v.exactOptional(v.boolean(), false),
      }),
    ),
    [],
  ),
  /** Custom kinds that it defines. @default none */
  definitions: v.exactOptional(
    v.array(
      v.strictObject({
        /** API group. */
        group: dnsName,
        /** Its name, such as `Certificate`. */
        kind: words,
        /** Whether its objects live in namespaces. */
        namespaced: v.boolean(),
      }),
    ),
    [],
  ),
  /** Images that its pods run; for whoever reads the change of an upgrade. @default not stated */
  images: v.exactOptional(v.array(words), []),
  /** Objects that run at a time of their own: `Job migrate: pre-install`; for whoever reads the change. @default none */
  hooks: v.exactOptional(v.array(words), []),
});

/** What a chart makes, as it is written in its file. */
export type ChartFacts = Written<typeof chartFactsShape>;
/** What a chart makes, as it was read. */
export type ReadFacts = v.InferOutput<typeof chartFactsShape>;

/**
 * What a chart makes at one version: `asterism chart` writes it into a file under `clusters/charts/`, which a person reads and
 * commits.
 */
export function chartFacts(facts: ChartFacts): ChartFacts {
  return facts;
}

import * as v from 'valibot';
import {
  atLeastOne,
  bytes,
  connects,
  containerPath,
  cores,
  distinct,
  dnsName,
  image,
  ipv4,
  label,
  labelBefore,
  labels,
  line,
  portName,
  port,
  routeHost,
  routePath,
  schedule,
  secretKey,
  text,
  timeZone,
  variableName,
  wholeNumber,
} from '../../core';

/** Why something is so, in a few words. */
const why = line(500);

const words = v.pipe(
  v.array(text),
  atLeastOne('write the program and its arguments, such as ["shop", "serve"]'),
);

const variable = v.union([
  text,
  v.variant('from', [
    v.strictObject({
      /** A key of a Secret; the cluster file says where that comes from. */
      from: v.literal('secret'),
      /** Name of the Secret in the namespace of the app. */
      secret: dnsName,
      /** Key of the Secret. */
      key: secretKey,
    }),
    v.strictObject({
      /** What Kubernetes knows of the pod. */
      from: v.literal('pod'),
      /** Its name, namespace or IP address, or the name of its node. */
      field: v.picklist(['name', 'namespace', 'ip', 'node']),
    }),
  ]),
]);

const listens = v.union([
  port,
  v.strictObject({
    /** Port on which the container listens, 1 to 65535. */
    port,
    /** Port of the Service in front of it. @default the same */
    service: v.exactOptional(port),
    /** What carries it. @default 'tcp' */
    transport: v.exactOptional(v.picklist(['tcp', 'udp']), 'tcp'),
    /**
     * Who may connect beside what `exposure` opens: `declared`, the components that were handed its endpoint; `cluster`, every
     * pod. @default 'declared'
     */
    callers: v.exactOptional(v.picklist(['declared', 'cluster']), 'declared'),
    /** Name of the sidecar that listens. @default the main container */
    container: v.exactOptional(label),
  }),
]);

const probe = v.variant('by', [
  v.strictObject({
    /** A request that is answered with a status from 200 to 399. */
    by: v.literal('http'),
    /** Path of the request: `/healthz`. */
    path: routePath,
    /** Name of the port. @default the first one */
    port: v.exactOptional(portName),
  }),
  v.strictObject({
    /** A connection that is accepted. */
    by: v.literal('tcp'),
    /** Name of the port. @default the first one */
    port: v.exactOptional(portName),
  }),
  v.strictObject({
    /** The health service of gRPC. */
    by: v.literal('grpc'),
    /** Name of the port. @default the first one */
    port: v.exactOptional(portName),
  }),
  v.strictObject({
    /** A command in the container that exits with 0. */
    by: v.literal('command'),
    /** The program and its arguments. */
    command: words,
  }),
]);

const probes = v.strictObject({
  /** It gets requests. @default a connection to the first port of tcp, or what `live` says where there is none */
  ready: v.exactOptional(probe),
  /** It is not restarted. @default a connection to the first port of tcp, or what `ready` says where there is none */
  live: v.exactOptional(probe),
});

/** What every container of an app states. */
const container = {
  /** Image with registry and a tag or a digest. */
  image,
  /** Program and arguments in place of the image's entrypoint. @default those of the image */
  command: v.exactOptional(words),
  /** Arguments in place of the image's. @default those of the image */
  args: v.exactOptional(v.array(text)),
  /** Environment variables by name: text, a key of a Secret, or a field of the pod. @default none */
  environment: v.exactOptional(v.record(variableName, variable), {}),
  /** CPU that it requests. @default '50m' */
  cpu: v.exactOptional(cores, '50m'),
  /** CPU that it may use at most. @default what is idle */
  cpuLimit: v.exactOptional(cores),
  /** Memory request and limit. @default '128Mi' */
  memory: v.exactOptional(bytes, '128Mi'),
};

/** What containers beside the main one state. */
const beside = {
  ...container,
  /** Name of the container, once in a pod. */
  name: label,
  /** Volumes of the app that it mounts: names with the path of each. @default none */
  mounts: v.exactOptional(v.record(label, containerPath), {}),
};

const accessMode = v.picklist(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany']);

const volume = v.variant('kind', [
  v.strictObject({
    /** Storage that outlives the pods. Argo CD never removes it without a person's word. */
    kind: v.literal('claim'),
    /** Name of the volume, once in an app; its claim is named `<app>-<volume>`. */
    name: label,
    /** Where the main container mounts it. */
    path: containerPath,
    /** How much storage. */
    size: bytes,
    /** Storage class. @default the default class of the cluster */
    storageClass: v.exactOptional(dnsName),
    /** Who may mount it: one node, one pod, or several nodes. @default 'ReadWriteOnce' */
    access: v.exactOptional(accessMode, 'ReadWriteOnce'),
    /** Whether each replica gets a volume of its own, from a StatefulSet, instead of sharing one. @default false */
    eachReplica: v.exactOptional(v.boolean(), false),
  }),
  v.strictObject({
    /** Files of a ConfigMap that something else makes, such as a bundle of certificates. */
    kind: v.literal('config'),
    /** Name of the volume, once in an app. */
    name: label,
    /** Where the main container mounts it. */
    path: containerPath,
    /** Name of the ConfigMap in the namespace of the app. */
    configMap: dnsName,
  }),
  v.strictObject({
    /** Keys of a Secret as files; the cluster file says where the Secret comes from. */
    kind: v.literal('secret'),
    /** Name of the volume, once in an app. */
    name: label,
    /** Where the main container mounts it. */
    path: containerPath,
    /** Name of the Secret in the namespace of the app. */
    secret: dnsName,
    /** Keys that become files of the same names; at least one. */
    keys: v.pipe(v.array(secretKey), distinct('keys'), atLeastOne('write the keys that it mounts')),
  }),
  v.strictObject({
    /** An empty folder that goes with the pod. */
    kind: v.literal('empty'),
    /** Name of the volume, once in an app. */
    name: label,
    /** Where the main container mounts it. */
    path: containerPath,
    /** Most that it may hold. @default what the node has */
    size: v.exactOptional(bytes),
    /** Whether it is kept in memory, where it counts as memory of the pod, instead of on disk. @default false */
    memory: v.exactOptional(v.boolean(), false),
  }),
]);

const exposure = v.variant('kind', [
  v.strictObject({
    /** Reachable within the cluster only, for whom the ports let in. */
    kind: v.literal('internal'),
  }),
  v.strictObject({
    /** By HTTP from outside, through the cluster's Gateway, or through its Ingress where it has none. */
    kind: v.literal('route'),
    /** Hosts, such as `shop.example.com`; at least one. */
    hosts: v.pipe(
      v.array(routeHost),
      distinct('hosts'),
      atLeastOne('write the host, such as shop.example.com'),
    ),
    /** Prefixes of the paths that lead here. @default ['/'] */
    paths: v.exactOptional(
      v.pipe(v.array(routePath), distinct('paths'), atLeastOne("write a path such as '/'")),
      ['/'],
    ),
    /** Name of the port. @default the first one */
    port: v.exactOptional(portName),
    /** The certificate. @default no TLS */
    tls: v.exactOptional(
      v.variant('from', [
        v.strictObject({
          /** A ClusterIssuer of cert-manager makes it. */
          from: v.literal('issuer'),
          /** Name of the ClusterIssuer. */
          issuer: dnsName,
        }),
        v.strictObject({
          /** A Secret of type kubernetes.io/tls; the cluster file says where that comes from. */
          from: v.literal('secret'),
          /** Name of the Secret in the namespace of the app. */
          secret: dnsName,
        }),
      ]),
    ),
    /** The Gateway or the class of Ingresses, where the cluster has several. @default the only one */
    by: v.exactOptional(dnsName),
  }),
  v.strictObject({
    /** By an address of its own, from whatever serves load balancers in the cluster. */
    kind: v.literal('loadBalancer'),
    /** The address, from a pool of the cluster. @default the next free one */
    address: v.exactOptional(ipv4),
    /** Names of the ports. @default all */
    ports: v.exactOptional(
      v.pipe(v.array(portName), distinct('ports'), atLeastOne('write the name of a port')),
    ),
  }),
]);

const rule = v.strictObject({
  /** API groups, the core group being empty. */
  groups: v.array(v.union([v.literal(''), dnsName])),
  /** Resources in the plural: `pods`, `pods/log`. */
  resources: v.pipe(v.array(line(253)), atLeastOne('write a resource such as pods')),
  /** What it may do with them: `get`, `list`, `watch`. */
  verbs: v.pipe(
    v.array(v.picklist(['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'])),
    atLeastOne('write a verb such as get'),
  ),
});

const relax = v.strictObject({
  /** Why the root file system is writable. @default read-only, with a writable /tmp */
  writableRoot: v.exactOptional(why),
  /** Why it runs as root. The namespace then enforces the level baseline only. @default a user without rights */
  rootUser: v.exactOptional(why),
  /** Capabilities that it keeps, and why. @default none */
  capabilities: v.exactOptional(
    v.strictObject({
      /** Names of capabilities: `NET_BIND_SERVICE`. */
      add: v.pipe(
        v.array(
          v.pipe(line(40), v.regex(/^[A-Z][A-Z_]+$/, 'the name of a capability, such as NET_BIND_SERVICE')),
        ),
        distinct('capabilities'),
        atLeastOne('write a capability such as NET_BIND_SERVICE'),
      ),
      /** Why it keeps them. */
      why,
    }),
  ),
  /** What it may do at the API of Kubernetes, and why. @default nothing, and no token in its pods */
  apiAccess: v.exactOptional(
    v.strictObject({
      /** Its rights in its own namespace; none are needed to read what everybody may. */
      rules: v.array(rule),
      /** Why it needs them. */
      why,
    }),
  ),
  /** Why its containers have no probes. @default probes of the first port */
  noProbes: v.exactOptional(why),
});

export const appProps = v.strictObject({
  /** Name of the app; its Deployment and its Service have it as well. */
  name: labelBefore('-files'),
  /** Where it lives. @default its name */
  namespace: v.exactOptional(label),
  /** Group of apps that it belongs to. @default 'apps' */
  group: v.exactOptional(label, 'apps'),
  ...container,
  /** Ports by name: the number, or what else there is to say. @default none */
  ports: v.exactOptional(v.record(portName, listens), {}),
  /** Pods, 0 to 1000. @default 1 */
  replicas: v.exactOptional(wholeNumber('a number of replicas', 0, 1000)),
  /** Replicas by load, in place of a number. @default none */
  autoscaling: v.exactOptional(
    v.strictObject({
      /** Replicas at least, 1 to 1000. */
      least: wholeNumber('a number of replicas', 1, 1000),
      /** Replicas at most, 1 to 1000. */
      most: wholeNumber('a number of replicas', 1, 1000),
      /** Use of the requested CPU to aim at, in percent. @default 80 */
      cpuPercent: v.exactOptional(wholeNumber('a percentage', 1, 1000), 80),
    }),
  ),
  /** Runs it as a CronJob, in place of pods that run on. @default it runs on */
  schedule: v.exactOptional(
    v.strictObject({
      /** Five fields, or a macro: `30 3 * * *`, `@daily`. */
      cron: schedule,
      /** Time zone in which the schedule counts. @default 'Etc/UTC' */
      timeZone: v.exactOptional(timeZone, 'Etc/UTC'),
      /** What happens when the one before still runs. @default 'skip' */
      overlap: v.exactOptional(v.picklist(['skip', 'replace', 'allow']), 'skip'),
      /** Tries after a failure, 0 to 10. @default 2 */
      retries: v.exactOptional(wholeNumber('a number of tries', 0, 10), 2),
      /** Seconds after which a run has failed. @default 3600 */
      deadline: v.exactOptional(wholeNumber('a number of seconds', 1, 604_800), 3600),
    }),
  ),
  /** Files by path: text that asterism ships in a ConfigMap. The pods restart when one changes. @default none */
  files: v.exactOptional(v.record(containerPath, text), {}),
  /** What is mounted. @default none, beside /tmp */
  volumes: v.exactOptional(v.array(volume), []),
  /** Labels of the nodes on which it runs: `{ 'storage-type': 'nvme' }`. @default any node */
  nodes: v.exactOptional(labels, {}),
  /** How Kubernetes sees that it is ready and alive. @default connections to the first port */
  probes: v.exactOptional(probes, {}),
  /** Seconds that it may take to start, 5 to 3600. @default 60 */
  startSeconds: v.exactOptional(wholeNumber('a number of seconds', 5, 3600), 60),
  /** Seconds that it gets to stop, 1 to 3600. @default 30 */
  stopSeconds: v.exactOptional(wholeNumber('a number of seconds', 1, 3600), 30),
  /** Numeric user and group of its processes and volumes, 1 and up. @default 1000 */
  user: v.exactOptional(wholeNumber('a user id', 1, 2_147_483_647), 1000),
  /** How it is reached. @default { kind: 'internal' } */
  exposure: v.exactOptional(exposure, { kind: 'internal' }),
  /** Containers that run beside the main one. @default none */
  sidecars: v.exactOptional(
    v.array(
      v.strictObject({
        ...beside,
        /** How Kubernetes sees that it is ready and alive. @default connections to its first port */
        probes: v.exactOptional(probes, {}),
      }),
    ),
    [],
  ),
  /** Containers that run to their end, one after another, before the main one starts. @default none */
  initContainers: v.exactOptional(v.array(v.strictObject(beside)), []),
  /** Jobs that Argo CD runs at each sync, with the files, volumes and connections of the app. @default none */
  hooks: v.exactOptional(
    v.array(
      v.strictObject({
        ...beside,
        /** Image. @default that of the app */
        image: v.exactOptional(image),
        /** Before the app is updated, or after it is healthy. */
        when: v.picklist(['before', 'after']),
        /** Seconds after which it has failed. @default 600 */
        deadline: v.exactOptional(wholeNumber('a number of seconds', 1, 86_400), 600),
      }),
    ),
    [],
  ),
  /** Whom its pods connect to: endpoints, and what `internet()` and `kubernetesApi()` give. @default nothing */
  connects: v.exactOptional(connects, []),
  /** Steps of the hardening that it goes without, each with its reason. @default none */
  relax: v.exactOptional(relax, {}),
});

/** The settings of an app, with their defaults filled in. */
export type AppSettings = v.InferOutput<typeof appProps>;

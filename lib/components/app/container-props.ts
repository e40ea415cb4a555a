import * as v from 'valibot';
import {
  atLeastOne,
  bytes,
  containerPath,
  cores,
  dnsName,
  image,
  label,
  portName,
  port,
  routePath,
  secretKey,
  text,
  variableName,
  writtenAs,
} from '../../core';

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

/** A port of an app: its number, or what else there is to say. */
export const listens = v.union([
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

/** How Kubernetes sees that a container is ready and alive. */
export const probes = v.strictObject({
  /** It gets requests. @default a connection to the first port of tcp, or what `live` says where there is none */
  ready: v.exactOptional(probe),
  /** Whether it still works: when this fails, the container is restarted. @default a connection to the first port of tcp, or what `ready` says where there is none */
  live: v.exactOptional(probe),
});

/** What every container of an app states. */
export const container = {
  /** Image with registry and a tag or a digest. */
  image,
  /** Program and arguments in place of the image's entrypoint. @default those of the image */
  command: v.exactOptional(words),
  /** Arguments in place of the image's. @default those of the image */
  args: v.exactOptional(v.array(text)),
  /** Environment variables by name: text, a key of a Secret, or a field of the pod. @default none */
  environment: v.exactOptional(
    v.pipe(v.record(variableName, variable), writtenAs("{ MODE: 'production' }")),
    {},
  ),
  /** CPU that it requests. @default '50m' */
  cpu: v.exactOptional(cores, '50m'),
  /** CPU that it may use at most. @default no limit */
  cpuLimit: v.exactOptional(cores),
  /** Memory request and limit. @default '128Mi' */
  memory: v.exactOptional(bytes, '128Mi'),
};

/** What containers beside the main one state. */
export const beside = {
  ...container,
  /** Name of the container, once in a pod. */
  name: label,
  /** Volumes of the app that it mounts: names with the path of each. @default none */
  mounts: v.exactOptional(v.record(label, containerPath), {}),
};

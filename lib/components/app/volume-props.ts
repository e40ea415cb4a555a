import * as v from 'valibot';
import {
  accessModes,
  atLeastOne,
  bytes,
  containerPath,
  distinct,
  dnsName,
  label,
  secretKey,
} from '../../core';

/** What an app mounts. */
export const volume = v.variant('kind', [
  v.strictObject({
    /** Storage that outlives the pods. Argo CD removes it only when a person confirms. */
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
    access: v.exactOptional(v.picklist(accessModes), 'ReadWriteOnce'),
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

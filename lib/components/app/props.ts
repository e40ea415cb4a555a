import * as v from 'valibot';
import {
  connects,
  containerPath,
  distinct,
  dnsName,
  image,
  label,
  labelBefore,
  labels,
  portName,
  schedule,
  text,
  timeZone,
  wholeNumber,
  writtenAs,
} from '../../core';
import { beside, container, listens, probes } from './container-props';
import { exposure } from './exposure-props';
import { relax } from './relax-props';
import { volume } from './volume-props';

export const appProps = v.strictObject({
  /** Name of the app; its Deployment and its Service have it as well. */
  name: labelBefore('-files'),
  /** Where it lives. @default its name */
  namespace: v.exactOptional(label),
  /** Group of apps that it belongs to. @default 'apps' */
  group: v.exactOptional(label, 'apps'),
  ...container,
  /** Secrets with which nodes fetch its images from a private registry, by name in the namespace of the app. @default none */
  pullSecrets: v.exactOptional(v.pipe(v.array(dnsName), distinct('Secrets')), []),
  /** Ports by name: the number, or what else there is to say. @default none */
  ports: v.exactOptional(v.pipe(v.record(portName, listens), writtenAs('{ http: 8080 }')), {}),
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
  /** Runs it as a CronJob, in place of pods that run continuously. @default it runs continuously */
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
  volumes: v.exactOptional(
    v.pipe(v.array(volume), writtenAs("[{ kind: 'claim', name: 'data', path: '/data', size: '8Gi' }]")),
    [],
  ),
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

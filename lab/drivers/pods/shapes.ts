import * as v from 'valibot';

// Strict on purpose: a setting that the lab does not know would be a setting that it does not prove.

const port = v.union([v.string(), v.number()]);
const timing = {
  initialDelaySeconds: v.optional(v.number()),
  periodSeconds: v.number(),
  timeoutSeconds: v.number(),
  failureThreshold: v.number(),
};
const probeShape = v.union([
  v.strictObject({ ...timing, tcpSocket: v.strictObject({ port }) }),
  v.strictObject({ ...timing, httpGet: v.strictObject({ path: v.string(), port }) }),
  v.strictObject({ ...timing, exec: v.strictObject({ command: v.array(v.string()) }) }),
]);

const containerShape = v.strictObject({
  name: v.string(),
  image: v.string(),
  command: v.array(v.string()),
  args: v.optional(v.array(v.string()), []),
  env: v.optional(
    v.array(
      v.union([
        v.strictObject({ name: v.string(), value: v.string() }),
        v.strictObject({
          name: v.string(),
          valueFrom: v.strictObject({
            fieldRef: v.strictObject({
              fieldPath: v.picklist(['metadata.name', 'metadata.namespace', 'status.podIP']),
            }),
          }),
        }),
      ]),
    ),
    [],
  ),
  ports: v.optional(
    v.array(v.strictObject({ name: v.string(), containerPort: v.number(), protocol: v.literal('TCP') })),
    [],
  ),
  startupProbe: v.optional(probeShape),
  readinessProbe: v.optional(probeShape),
  livenessProbe: v.optional(probeShape),
  resources: v.looseObject({ limits: v.record(v.string(), v.string()) }),
  securityContext: v.strictObject({
    allowPrivilegeEscalation: v.literal(false),
    capabilities: v.strictObject({ drop: v.tuple([v.literal('ALL')]) }),
    readOnlyRootFilesystem: v.boolean(),
  }),
  volumeMounts: v.array(
    v.strictObject({ name: v.string(), mountPath: v.string(), readOnly: v.optional(v.boolean(), false) }),
  ),
});

const volumeShape = v.union([
  v.strictObject({ name: v.string(), emptyDir: v.strictObject({}) }),
  v.strictObject({
    name: v.string(),
    configMap: v.strictObject({ name: v.string(), defaultMode: v.optional(v.number(), 0o644) }),
  }),
  v.strictObject({
    name: v.string(),
    secret: v.strictObject({
      secretName: v.string(),
      defaultMode: v.optional(v.number(), 0o644),
      items: v.array(v.strictObject({ key: v.string(), path: v.string() })),
    }),
  }),
]);

const templateShape = v.object({
  metadata: v.object({ labels: v.record(v.string(), v.string()) }),
  spec: v.strictObject({
    automountServiceAccountToken: v.literal(false),
    enableServiceLinks: v.literal(false),
    restartPolicy: v.optional(v.picklist(['Always', 'Never']), 'Always'),
    terminationGracePeriodSeconds: v.optional(v.number(), 30),
    securityContext: v.strictObject({
      runAsNonRoot: v.literal(true),
      runAsUser: v.number(),
      runAsGroup: v.number(),
      fsGroup: v.number(),
      seccompProfile: v.strictObject({ type: v.literal('RuntimeDefault') }),
    }),
    /** Where a pod runs says nothing about how. */
    affinity: v.optional(v.unknown()),
    nodeSelector: v.optional(v.unknown()),
    containers: v.pipe(v.array(containerShape), v.length(1, 'the lab runs pods of one container')),
    volumes: v.array(volumeShape),
  }),
});

/** What is read of a StatefulSet, a Deployment or a Job. */
export const workloadShape = v.object({
  spec: v.object({
    replicas: v.optional(v.number(), 1),
    backoffLimit: v.optional(v.number(), 6),
    activeDeadlineSeconds: v.optional(v.number()),
    template: templateShape,
    volumeClaimTemplates: v.optional(v.array(v.object({ metadata: v.object({ name: v.string() }) })), []),
  }),
});

export type Probe = v.InferOutput<typeof probeShape>;
export type Container = v.InferOutput<typeof containerShape>;
export type Volume = v.InferOutput<typeof volumeShape>;
export type PodSpec = v.InferOutput<typeof templateShape>['spec'];

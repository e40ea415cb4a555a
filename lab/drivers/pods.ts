import * as v from 'valibot';
import { type KubeObject, kubeObject, type Shipped } from './committed';

const templateShape = v.looseObject({
  metadata: v.optional(v.looseObject({})),
  spec: v.looseObject({ volumes: v.optional(v.array(v.looseObject({ name: v.string() })), []) }),
});
const workloadShape = v.object({
  spec: v.object({
    template: templateShape,
    volumeClaimTemplates: v.optional(v.array(v.object({ metadata: v.object({ name: v.string() }) })), []),
  }),
});

/** Kinds whose controllers make pods of a template. */
const workloadKinds = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job']);

/**
 * The pod that the controller of a workload would make of its template: its labels and spec, in the workload's namespace;
 * for a StatefulSet with the claims of its first pod as volumes.
 * @returns undefined for what makes no pods
 */
export function podOf({ object, path }: Shipped): KubeObject | undefined {
  if (!workloadKinds.has(object.kind)) return undefined;
  const { template, volumeClaimTemplates } = v.parse(workloadShape, object).spec;
  const { name, namespace } = object.metadata;
  const claims = volumeClaimTemplates.map(({ metadata }) => ({
    name: metadata.name,
    persistentVolumeClaim: { claimName: `${metadata.name}-${name}-0` },
  }));
  return kubeObject(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...template.metadata, name: `${name}-0`, namespace },
      spec: { ...template.spec, volumes: [...template.spec.volumes, ...claims] },
    },
    path,
  );
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/, from strict to lax. */
export const podSecurityLevels = ['restricted', 'baseline', 'privileged'] as const;

/** A Pod Security level. */
export type PodSecurityLevel = (typeof podSecurityLevels)[number];

/** A pod that just fits a level: everything that is stricter refuses it. */
export function samplePod(level: PodSecurityLevel, namespace: string): KubeObject {
  const restricted = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const securityContext = {
    restricted,
    // Nothing is said, so it may be root and gain privileges.
    baseline: {},
    privileged: { privileged: true },
  }[level];
  const spec = {
    containers: [{ name: 'sample', image: 'registry.example.com/sample:1.0.0', securityContext }],
    ...(level === 'privileged' && { hostNetwork: true }),
  };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: `sample-${level}`, namespace }, spec };
}

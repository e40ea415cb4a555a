import { k8s } from 'cdk8s-plus-28';
import type { Quantity } from '../values';

/** What a container may use. */
export interface Resources {
  readonly cpu: Quantity;
  readonly memory: Quantity;
  /** CPU limit; left out, the container may use what is idle. */
  readonly cpuLimit?: Quantity;
}

/** Requests and limits: the memory limit equals the request, so that a pod is never evicted for what it was promised. */
export function resources(use: Resources): k8s.ResourceRequirements {
  const quantity = (value: Quantity) => k8s.Quantity.fromString(value);
  return {
    requests: { cpu: quantity(use.cpu), memory: quantity(use.memory) },
    limits: {
      ...(use.cpuLimit !== undefined && { cpu: quantity(use.cpuLimit) }),
      memory: quantity(use.memory),
    },
  };
}

/** The settings of a container that the restricted Pod Security level asks for, with a root file system that is read-only. */
export const restrictedContainer: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/**
 * The settings that every pod of ours has. Service links are off: a Service named `kafka` would put `KAFKA_PORT=tcp://…`
 * into every container of its namespace, which Kafka's images read as broker properties.
 * @param user numeric user id of the image; files of volumes belong to the group of the same number
 */
export function pod(user: number, spec: k8s.PodSpec): k8s.PodSpec {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...spec,
  };
}

/**
 * Capabilities that a container may add at Pod Security level baseline. Kubernetes 1.33.
 * https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
export const baselineCapabilities: ReadonlySet<unknown> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

/** A volume that lives as long as the pod. */
export function scratchVolume(name: string): k8s.Volume {
  return { name, emptyDir: {} };
}

/** Files of a ConfigMap as a volume. */
export function configVolume(name: string, configMap: string, mode?: number): k8s.Volume {
  return { name, configMap: { name: configMap, ...(mode !== undefined && { defaultMode: mode }) } };
}

import { k8s } from 'cdk8s-plus-28';
import {
  componentLabels,
  filesChecksum,
  pod,
  podLabels,
  resources,
  restrictedContainer,
  scratchVolume,
} from '../../core';
import { claimName, filesName, type Identity } from './identity';
import { probesOf } from './probes';
import type { AppSettings } from './props';
import { portsOf } from './service';

type Volume = AppSettings['volumes'][number];

/** What a container of an app runs. */
export type Container = Pick<
  AppSettings['sidecars'][number],
  'name' | 'image' | 'command' | 'args' | 'environment' | 'cpu' | 'cpuLimit' | 'memory' | 'mounts'
>;

/** A pod of an app. */
export interface AppPod {
  /** Name of the workload that it belongs to. */
  readonly workload: string;
  readonly main: Container;
  /** Left out for pods that run on. */
  readonly restartPolicy?: 'Never' | 'OnFailure';
}

/** The main container of the app itself, which mounts all volumes. */
export function mainContainer(app: AppSettings): Container {
  const mounts = Object.fromEntries(app.volumes.map(({ name, path }) => [name, path]));
  const { image, environment, cpu, memory, command, args, cpuLimit } = app;
  return {
    name: app.name,
    ...{ image, environment, cpu, memory, mounts },
    ...(command !== undefined && { command }),
    ...(args !== undefined && { args }),
    ...(cpuLimit !== undefined && { cpuLimit }),
  };
}

/** The template of a pod of an app that runs on, or to its end. */
export function podTemplate(about: Identity, app: AppSettings, made: AppPod): k8s.PodTemplateSpec {
  const runsOn = made.restartPolicy === undefined;
  const isApp = made.main.name === app.name;
  const containers = [made.main, ...(isApp ? [...app.sidecars, ...app.initContainers] : [])];
  const mounted = new Set(containers.flatMap(({ mounts }) => Object.keys(mounts)));
  const annotations = { ...(Object.keys(app.files).length > 0 && filesChecksum(app.files)), ...reasons(app) };
  return {
    metadata: {
      labels: { ...componentLabels(about), ...podLabels(about, made.workload) },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      ...pod(app.user, {
        ...(app.relax.apiAccess !== undefined && {
          automountServiceAccountToken: true,
          serviceAccountName: about.name,
        }),
        ...(app.pullSecrets.length > 0 && { imagePullSecrets: app.pullSecrets.map((name) => ({ name })) }),
        ...(Object.keys(app.nodes).length > 0 && { nodeSelector: { ...app.nodes } }),
        ...(runsOn
          ? { terminationGracePeriodSeconds: app.stopSeconds, ...spread(about, app, made.workload) }
          : { restartPolicy: made.restartPolicy }),
        containers: isApp
          ? [{ ...made.main, probes: app.probes }, ...app.sidecars].map((one) => ({
              ...container(one, app),
              ...(runsOn && { ...containerPorts(one.name, app), ...probesOf(one, app) }),
            }))
          : [container(made.main, app)],
        ...(isApp &&
          app.initContainers.length > 0 && {
            initContainers: app.initContainers.map((one) => container(one, app)),
          }),
        volumes: [
          // Those that each replica has of its own come from the StatefulSet.
          ...app.volumes
            .filter((volume) => mounted.has(volume.name) && !isOwnClaim(volume))
            .map((volume) => podVolume(about, volume)),
          ...(Object.keys(app.files).length === 0
            ? []
            : [{ name: filesVolume, configMap: { name: filesName(about) } }]),
          scratchVolume(scratch),
        ],
      }),
      ...podSecurity(app),
    },
  };
}

/** What differs from the settings of every pod: the user root, and ports below 1024. */
function podSecurity(app: AppSettings): Pick<k8s.PodSpec, 'securityContext'> {
  const isLow = portsOf(app).some(({ port }) => port < 1024);
  if (app.relax.rootUser === undefined && !isLow) return {};
  const { securityContext = {} } = pod(app.user, { containers: [] });
  return {
    securityContext: {
      ...(app.relax.rootUser === undefined
        ? securityContext
        : { runAsUser: 0, runAsGroup: 0, fsGroup: 0, seccompProfile: { type: 'RuntimeDefault' } }),
      // Without it, containerd 1.x lets only root listen on a port below 1024. The level restricted allows it:
      // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted, Kubernetes 1.22 and later
      ...(isLow && { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }),
    },
  };
}

/** Name of the volume that makes /tmp writable. */
const scratch = 'own-tmp';
/** Name of the volume with the files of the app. */
const filesVolume = 'own-files';
/** Names of volumes that an app has by itself. */
export const ownVolumes: readonly string[] = [scratch, filesVolume];

/** Whether each replica has a volume of its own. */
export function isOwnClaim(volume: Volume): volume is Extract<Volume, { kind: 'claim' }> {
  return volume.kind === 'claim' && volume.eachReplica;
}

/** Why steps of the hardening are left out, where a reviewer of the manifest sees it. */
function reasons({ relax }: AppSettings): Record<string, string> {
  const given = {
    'writable-root': relax.writableRoot,
    'root-user': relax.rootUser,
    capabilities: relax.capabilities?.why,
    'api-access': relax.apiAccess?.why,
    'no-probes': relax.noProbes,
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([step, why]) =>
      why === undefined ? [] : [[`asterism.dev/relaxed-${step}`, why]],
    ),
  );
}

/** Replicas on different nodes where there are enough of them; a node that is full or gone stops none. */
function spread(about: Identity, app: AppSettings, workload: string): Partial<k8s.PodSpec> {
  if ((app.replicas ?? 1) < 2 && app.autoscaling === undefined) return {};
  return {
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: podLabels(about, workload) },
      },
    ],
  };
}

function containerPorts(container: string, app: AppSettings): Partial<k8s.Container> {
  const ports = portsOf(app).filter((port) => port.container === container);
  if (ports.length === 0) return {};
  return {
    ports: ports.map(({ name, port, transport }) => ({
      name,
      containerPort: port,
      protocol: transport.toUpperCase(),
    })),
  };
}

function container(written: Container, app: AppSettings): k8s.Container {
  const { cpu, memory, cpuLimit } = written;
  const mounts = Object.entries(written.mounts);
  return {
    name: written.name,
    image: written.image,
    ...(written.command !== undefined && { command: [...written.command] }),
    ...(written.args !== undefined && { args: [...written.args] }),
    ...(Object.keys(written.environment).length > 0 && { env: variables(written.environment) }),
    resources: resources({ cpu, memory, ...(cpuLimit !== undefined && { cpuLimit }) }),
    securityContext: {
      ...restrictedContainer,
      ...(app.relax.writableRoot !== undefined && { readOnlyRootFilesystem: false }),
      ...(app.relax.capabilities !== undefined && {
        capabilities: { drop: ['ALL'], add: [...app.relax.capabilities.add] },
      }),
    },
    volumeMounts: [
      ...mounts.map(([name, mountPath]) => ({
        name,
        mountPath,
        ...(isReadOnly(name, app) && { readOnly: true }),
      })),
      // Each by itself, so that the folder keeps what the image has in it.
      ...Object.keys(app.files).map((mountPath, index) => ({
        name: filesVolume,
        mountPath,
        subPath: fileKeys(app.files)[index] ?? '',
        readOnly: true,
      })),
      ...(mounts.some(([, path]) => path === '/tmp') ? [] : [{ name: scratch, mountPath: '/tmp' }]),
    ],
  };
}

function isReadOnly(name: string, { volumes }: AppSettings): boolean {
  return volumes.some(
    (volume) => volume.name === name && (volume.kind === 'config' || volume.kind === 'secret'),
  );
}

/** Keys of the ConfigMap, in the order of the files: the path with dashes, since a key has no slash. */
export function fileKeys(files: AppSettings['files']): readonly string[] {
  const bare = Object.keys(files).map((path) => path.slice(1).replace(/[^-._a-zA-Z0-9]/g, '-'));
  return bare.map((key, index) => (bare.indexOf(key) === index ? key : `${key}-${index}`));
}

const podFields = {
  name: 'metadata.name',
  namespace: 'metadata.namespace',
  ip: 'status.podIP',
  node: 'spec.nodeName',
} as const;

function variables(environment: AppSettings['environment']): k8s.EnvVar[] {
  return Object.entries(environment).map(([name, value]): k8s.EnvVar => {
    if (typeof value === 'string') return { name, value };
    switch (value.from) {
      case 'secret':
        return { name, valueFrom: { secretKeyRef: { name: value.secret, key: value.key } } };
      case 'pod':
        return { name, valueFrom: { fieldRef: { fieldPath: podFields[value.field] } } };
    }
  });
}

function podVolume(about: Identity, volume: Volume): k8s.Volume {
  const { name } = volume;
  switch (volume.kind) {
    case 'claim':
      return { name, persistentVolumeClaim: { claimName: claimName(about, name) } };
    case 'config':
      return { name, configMap: { name: volume.configMap } };
    case 'secret':
      return {
        name,
        secret: {
          secretName: volume.secret,
          items: volume.keys.map((key) => ({ key, path: key })),
          // Readable by the group of the app, and by no other user.
          defaultMode: 0o440,
        },
      };
    case 'empty':
      return {
        name,
        emptyDir: {
          ...(volume.memory && { medium: 'Memory' }),
          ...(volume.size !== undefined && { sizeLimit: k8s.Quantity.fromString(volume.size) }),
        },
      };
  }
}

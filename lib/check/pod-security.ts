import { baselineCapabilities, type PodSecurity } from '../component';
import { isRecord, shown } from '../values';
import type { Finding, CheckRule } from './finding';
import { placeIn, type ShippedPods } from './pods';
import type { View } from './view';

/** A pod that breaks its namespace's level is refused, and its Deployment only says that it has no pods yet. */
export const podSecurity: CheckRule = {
  id: 'pod-security',
  why: 'pods keep to the Pod Security level that their namespace enforces',
  check: (view) => {
    const levels = levelsOf(view);
    return view.pods.flatMap((pods) => {
      const level = levels.get(pods.namespace);
      if (level !== 'baseline' && level !== 'restricted') return [];
      const breaches = [...baseline(pods), ...(level === 'restricted' ? restricted(pods) : [])];
      return breaches.map(({ at, what }): Finding => ({
        rule: podSecurity.id,
        at: `${pods.shipped.path}: ${at}`,
        reason: `${what}, and namespace ${pods.namespace} enforces level ${level}, which refuses such pods`,
        next: `correct it, or write podSecurity: '${podSecurityLevel(pods)}', the level that these pods need, with a comment that says why`,
      }));
    });
  },
};

/** The strictest level that pods keep to. */
export function podSecurityLevel(pods: ShippedPods): PodSecurity {
  if (baseline(pods).length > 0) return 'privileged';
  return restricted(pods).length > 0 ? 'baseline' : 'restricted';
}

interface Breach {
  readonly at: string;
  readonly what: string;
}

const enforce = 'pod-security.kubernetes.io/enforce';

function levelsOf(view: View): ReadonlyMap<string, string> {
  return new Map(
    view
      .ofKind('v1', 'Namespace')
      .map(({ object: { metadata } }) => [metadata.name, metadata.labels?.[enforce] ?? 'privileged']),
  );
}

/** Kernel settings that level baseline lets a pod change. Kubernetes 1.33. */
const safeSysctls: ReadonlySet<unknown> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

/** Types of SELinux that level baseline permits, beside none. */
const seLinuxTypes: ReadonlySet<unknown> = new Set([
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/** What level baseline refuses. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
function baseline(pods: ShippedPods): readonly Breach[] {
  const { at, spec } = pods;
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const)
    .filter((field) => spec[field] === true)
    .map((field) => ({ at: placeIn(at, `spec.${field}`), what: 'the pods share a namespace of the node' }));
  const mounted = volumesOf(spec)
    .filter((volume) => 'hostPath' in volume)
    .map((volume) => ({
      at: placeIn(at, `spec.volumes.${String(volume['name'])}`),
      what: 'the volume is a folder of the node',
    }));
  const podContext = fieldsOf(spec['securityContext']);
  const sysctls = listOf(podContext['sysctls']).flatMap((sysctl) =>
    safeSysctls.has(fieldsOf(sysctl)['name'])
      ? []
      : [
          {
            at: placeIn(at, 'spec.securityContext.sysctls'),
            what: `${shown(fieldsOf(sysctl)['name'])} is a setting of the node's kernel`,
          },
        ],
  );
  const contexts = [
    { at: placeIn(at, 'spec'), context: podContext },
    ...pods.containers.map(({ at: place, container }) => ({
      at: place,
      context: fieldsOf(container['securityContext']),
    })),
  ];
  const settings = contexts.flatMap(({ at: place, context }): Breach[] => {
    const field = (name: string, wrong: boolean, what: string) =>
      wrong ? [{ at: `${place}.securityContext.${name}`, what }] : [];
    const added = listOf(fieldsOf(context['capabilities'])['add']).filter(
      (capability) => !baselineCapabilities.has(capability),
    );
    const seLinux = fieldsOf(context['seLinuxOptions']);
    return [
      ...field('privileged', context['privileged'] === true, 'the container is privileged'),
      ...field('capabilities.add', added.length > 0, `the container adds ${added.map(String).join(', ')}`),
      ...field(
        'seccompProfile',
        fieldsOf(context['seccompProfile'])['type'] === 'Unconfined',
        'seccomp is turned off',
      ),
      ...field(
        'appArmorProfile',
        fieldsOf(context['appArmorProfile'])['type'] === 'Unconfined',
        'AppArmor is turned off',
      ),
      ...field(
        'procMount',
        context['procMount'] !== undefined && context['procMount'] !== 'Default',
        'the container sees all of /proc',
      ),
      ...field(
        'windowsOptions',
        fieldsOf(context['windowsOptions'])['hostProcess'] === true,
        'the container is a process of the node',
      ),
      ...field(
        'seLinuxOptions',
        !seLinuxTypes.has(seLinux['type'] ?? '') || isSet(seLinux['user']) || isSet(seLinux['role']),
        'SELinux options are beyond those of containers',
      ),
    ];
  });
  const ports = pods.containers.flatMap(({ at: place, container }) =>
    listOf(container['ports']).flatMap((port) => {
      const { hostPort } = fieldsOf(port);
      return hostPort === undefined || hostPort === 0
        ? []
        : [{ at: `${place}.ports`, what: `the container takes port ${shown(hostPort)} of the node` }];
    }),
  );
  return [...shared, ...mounted, ...sysctls, ...settings, ...ports];
}

/** Volumes that level restricted permits. */
const plainVolumes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What level restricted refuses beside that. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
function restricted(pods: ShippedPods): readonly Breach[] {
  const { at, spec } = pods;
  const podContext = fieldsOf(spec['securityContext']);
  const volumes = volumesOf(spec).flatMap((volume) => {
    const other = Object.keys(volume).find((key) => key !== 'name' && !plainVolumes.has(key));
    // A folder of the node is refused by level baseline.
    return other === undefined || other === 'hostPath'
      ? []
      : [
          {
            at: placeIn(at, `spec.volumes.${String(volume['name'])}`),
            what: `the volume is of type ${other}`,
          },
        ];
  });
  const onLinux = fieldsOf(spec['os'])['name'] !== 'windows';
  const containers = pods.containers.flatMap(({ at: place, container }): Breach[] => {
    const context = fieldsOf(container['securityContext']);
    const capabilities = fieldsOf(context['capabilities']);
    const needs = (name: string, wrong: boolean, what: string) =>
      wrong ? [{ at: `${place}.securityContext.${name}`, what }] : [];
    const inherited = (name: string) => context[name] ?? podContext[name];
    const seccomp = fieldsOf(inherited('seccompProfile'))['type'];
    const added = listOf(capabilities['add']).filter((one) => one !== 'NET_BIND_SERVICE');
    return [
      ...needs(
        'allowPrivilegeEscalation',
        onLinux && context['allowPrivilegeEscalation'] !== false,
        'allowPrivilegeEscalation is not false',
      ),
      ...needs(
        'capabilities.drop',
        onLinux && !listOf(capabilities['drop']).includes('ALL'),
        'the container does not drop ALL capabilities',
      ),
      ...needs(
        'capabilities.add',
        onLinux && added.length > 0 && added.every((one) => baselineCapabilities.has(one)),
        `the container adds ${added.map(String).join(', ')}`,
      ),
      ...needs('runAsNonRoot', inherited('runAsNonRoot') !== true, 'runAsNonRoot is not true'),
      ...needs('runAsUser', inherited('runAsUser') === 0, 'the container runs as user 0'),
      ...needs(
        'seccompProfile',
        onLinux && seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost' && seccomp !== 'Unconfined',
        'seccompProfile is neither RuntimeDefault nor Localhost',
      ),
    ];
  });
  return [...volumes, ...containers];
}

function volumesOf(spec: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[] {
  return listOf(spec['volumes']).filter(isRecord);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== '';
}

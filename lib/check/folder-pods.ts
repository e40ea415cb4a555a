import type { PlannedComponent } from '../plan';
import { inWords, isRecord, movingImage } from '../values';
import type { Finding, CheckRule } from './finding';
import type { ShippedPods } from './pods';

/** Components of asterism promise this by a contract; YAML of other people may do without, and whoever runs it should know. */
export const folderPods: CheckRule = {
  id: 'folder-pods',
  why: 'pods from a folder of YAML have what every component gives to its own, and somebody has stated their flows',
  check: ({ plan, pods }) => {
    const owners = new Map(
      plan.components.filter(({ content }) => content !== undefined).map((one) => [one.name, one]),
    );
    return pods.flatMap((one) => {
      const owner = owners.get(one.shipped.app);
      return owner === undefined ? [] : [...unstated(one, owner), ...lacking(one), ...floating(one)];
    });
  },
};

function warning({ shipped }: ShippedPods, reason: string, next: string): Finding {
  return { rule: folderPods.id, severity: 'warning', at: shipped.path, reason, next };
}

/** Pods whose connections are not stated. */
function unstated(pods: ShippedPods, { workloads, folder, name }: PlannedComponent): readonly Finding[] {
  const { kind, metadata } = pods.shipped.object;
  const workload = workloads.find((one) =>
    Object.entries(one.pods).every(([key, value]) => pods.labels[key] === value),
  );
  if (folder === undefined || workload === undefined) return [];
  const isStated =
    workload.name in folder.connects ||
    workload.name in folder.open ||
    folder.inside.some(({ from, to }) => [from, to].includes(workload.name));
  if (isStated) return [];
  const isClosed = workload.listens.every(({ open }) => open === 'declared');
  return [
    warning(
      pods,
      isClosed
        ? `${name} states no flows of ${kind} ${metadata.name}, so its pods can open no connection, and only components that declare it can connect to them`
        : `${name} states no connections of ${kind} ${metadata.name}, so its pods can open none`,
      `state them in connects${isClosed ? ', inside or open' : ' or inside'} of ${name}: connects: { '${workload.name}': [] } where it needs none`,
    ),
  ];
}

/** Why a pod should have what it lacks. */
const reasons: readonly (readonly [part: RegExp, reason: string])[] = [
  [
    /^enableServiceLinks/,
    'without it, every Service of the namespace adds variables to the environment of the pod',
  ],
  [/^requests/, 'without requests the scheduler does not know what the pod needs'],
  [/^limits/, 'without limits a pod can take the memory of its node'],
  [/Probe/, 'without probes a stuck one stays'],
];

/** Kinds whose pods are meant to run on, so that Kubernetes asks them whether they still do. */
const runOn = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'];

function lacking(pods: ShippedPods): readonly Finding[] {
  const { kind, metadata } = pods.shipped.object;
  const missing = [
    ...(pods.spec['enableServiceLinks'] === false ? [] : ['enableServiceLinks: false']),
    ...pods.containers.flatMap(({ at, container }) => {
      const resources = isRecord(container['resources']) ? container['resources'] : {};
      const has = (part: string, resource: string) => {
        const amounts = resources[part];
        return isRecord(amounts) && resource in amounts;
      };
      const isMain = at.includes('spec.containers.');
      return [
        ...(has('requests', 'cpu') ? [] : ['requests.cpu']),
        ...(has('requests', 'memory') || has('limits', 'memory') ? [] : ['requests.memory']),
        ...(has('limits', 'memory') ? [] : ['limits.memory']),
        ...['readinessProbe', 'livenessProbe'].filter(
          (probe) => isMain && runOn.includes(kind) && !(probe in container),
        ),
      ].map((part) => `${part} of ${String(container['name'])}`);
    }),
  ];
  if (missing.length === 0) return [];
  return [
    warning(
      pods,
      `${kind} ${metadata.name} lacks ${inWords(missing)}`,
      `write it there: ${inWords(reasons.flatMap(([part, reason]) => (missing.some((one) => part.test(one)) ? [reason] : [])))}`,
    ),
  ];
}

/** Images that are another one after each restart: git shows no change, and no way back. */
function floating(pods: ShippedPods): readonly Finding[] {
  return pods.containers.flatMap(({ container }) => {
    const { name, image } = container;
    const reason = typeof image === 'string' ? movingImage(image) : undefined;
    return reason === undefined
      ? []
      : [
          warning(
            pods,
            `container ${String(name)} of ${pods.shipped.object.kind} ${pods.shipped.object.metadata.name}: image ${reason}`,
            'write a tag with the version, or a digest',
          ),
        ];
  });
}

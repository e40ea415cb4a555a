import type { Component, ComponentPlan, KubeObject } from '../component';
import type { FactsInput } from '../inventory';
import { factsFrom, flannelFacts, manifestsOf, planFrom } from './facts';

/**
 * Holds a component to the contract that every component of asterism keeps, and says what is broken: the same bytes for the
 * same input, standard labels, no address but those of facts and props, no service links, requests and limits, probes, the
 * restricted Pod Security level unless the plan states another, and a declared listener for every port.
 *
 * ```ts
 * test('keeps the contract', () => {
 *   expect(contractProblems(() => note({ text: 'hello' }))).toEqual([]);
 * });
 * ```
 * @param make makes the component; it is called twice
 * @param facts the cluster that it is made for; @default a small one with k3s and flannel: three nodes and a database host
 * @returns a sentence for each breach; none when the contract is kept
 * @throws Error when the component's props or plan have problems
 */
export function contractProblems(make: () => Component, facts: FactsInput = flannelFacts): readonly string[] {
  const component = make();
  const plan = planFrom(component, facts);
  const made: Made = { component, facts, plan, objects: manifestsOf(component, facts) };
  const pods = made.objects.flatMap(podsIn);
  return [
    ...sameBytes(made, make()),
    ...ships(made),
    ...made.objects.flatMap((object) => labelled(object, component)),
    ...foreignAddresses(made),
    ...pods.flatMap((pod) => [
      ...serviceLinks(pod),
      ...containersOf(pod).flatMap((container) => resourced(pod, container)),
      ...(pod.runsOn ? mainContainersOf(pod).flatMap((container) => probed(pod, container)) : []),
      ...(plan.podSecurity === 'restricted' ? restricted(pod) : []),
      ...inPlan(pod, plan),
    ]),
  ];
}

interface Made {
  readonly component: Component;
  readonly facts: FactsInput;
  readonly plan: ComponentPlan;
  readonly objects: readonly KubeObject[];
}

function sameBytes({ objects, facts }: Made, again: Component): string[] {
  const second = manifestsOf(again, facts);
  return JSON.stringify(second) === JSON.stringify(objects)
    ? []
    : ['the same input gives other objects the second time; take time, chance and counters out of it'];
}

function ships({ objects, plan }: Made): string[] {
  const elsewhere = plan.upstream !== undefined || plan.folder !== undefined;
  return objects.length > 0 || elsewhere ? [] : ['it ships neither an object nor a chart'];
}

function labelled({ kind, metadata }: KubeObject, component: Component): string[] {
  const wanted = {
    'app.kubernetes.io/name': component.kind,
    'app.kubernetes.io/instance': component.name,
    'app.kubernetes.io/managed-by': 'asterism',
  };
  return Object.entries(wanted).flatMap(([label, value]) =>
    metadata.labels?.[label] === value
      ? []
      : [`${kind} ${metadata.name}: lacks the label ${label}: ${value}`],
  );
}

/** Addresses come from the facts, as they are or backwards as in a name of `in-addr.arpa`, or from props. */
function foreignAddresses({ component, facts, plan, objects }: Made): string[] {
  const known = JSON.stringify([facts, component.props]);
  const shipped = JSON.stringify([objects, plan.upstream?.kind === 'helm' ? plan.upstream.values : {}]);
  const everywhere = ['0.0.0.0', '127.0.0.1'];
  // The first and the tenth address of the service network have a fixed meaning: the API server and the cluster's DNS.
  const services = factsFrom(facts).networks.services.cidr.replace(/\d+\/\d+$/, '');
  const fixed = [...everywhere, `${services}1`, `${services}10`];
  return [...new Set(shipped.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? [])]
    .filter(
      (address) =>
        !fixed.includes(address) &&
        !known.includes(address) &&
        !known.includes(address.split('.').reverse().join('.')),
    )
    .map((address) => `it names the address ${address}, which is neither in the facts nor in its props`);
}

function serviceLinks(pod: Pod): string[] {
  return pod.spec['enableServiceLinks'] === false ? [] : [`${pod.title}: needs enableServiceLinks: false`];
}

function resourced(pod: Pod, container: Fields): string[] {
  const { requests, limits } = fields(container['resources']);
  return [
    ...['cpu', 'memory']
      .filter((resource) => !(resource in fields(requests)))
      .map((resource) => `${titleOf(pod, container)}: requests no ${resource}`),
    ...('memory' in fields(limits) ? [] : [`${titleOf(pod, container)}: has no limit for memory`]),
  ];
}

function probed(pod: Pod, container: Fields): string[] {
  return ['readinessProbe', 'livenessProbe']
    .filter((probe) => !(probe in container))
    .map((probe) => `${titleOf(pod, container)}: lacks a ${probe}`);
}

function restricted(pod: Pod): string[] {
  const { runAsNonRoot, seccompProfile } = fields(pod.spec['securityContext']);
  const asUser = runAsNonRoot === true && fields(seccompProfile)['type'] === 'RuntimeDefault';
  return [
    ...(asUser ? [] : [`${pod.title}: needs runAsNonRoot: true and the seccomp profile RuntimeDefault`]),
    ...containersOf(pod).flatMap((container) => {
      const { allowPrivilegeEscalation, capabilities } = fields(container['securityContext']);
      const drop = fields(capabilities)['drop'];
      return allowPrivilegeEscalation === false && Array.isArray(drop) && drop.includes('ALL')
        ? []
        : [
            `${titleOf(pod, container)}: needs allowPrivilegeEscalation: false and has to drop ALL capabilities`,
          ];
    }),
  ];
}

function inPlan(pod: Pod, plan: ComponentPlan): string[] {
  const workloads = plan.workloads.filter(({ pods }) =>
    Object.entries(pods).every(([label, value]) => pod.labels[label] === value),
  );
  const listens = workloads.flatMap((workload) => workload.listens);
  return [
    ...(workloads.length === 1
      ? []
      : [`${pod.title}: ${workloads.length} workloads of the plan have these pods; one is needed`]),
    ...containersOf(pod).flatMap((container) =>
      listOf(container, 'ports')
        .filter(
          ({ name, containerPort }) =>
            !listens.some((one) => one.name === name && one.port === containerPort),
        )
        .map(
          ({ containerPort }) =>
            `${titleOf(pod, container)}: no listener of the plan has its port ${String(containerPort)}`,
        ),
    ),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

interface Pod {
  /** `Deployment shop/server`. */
  readonly title: string;
  readonly labels: Fields;
  readonly spec: Fields;
  /** Whether the pod is to run for ever, unlike that of a Job. */
  readonly runsOn: boolean;
}

function podsIn({ kind, metadata, spec }: KubeObject): Pod[] {
  if (!['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)) return [];
  const template = fields(fields(spec)['template']);
  return [
    {
      title: `${kind} ${metadata.name}`,
      labels: fields(fields(template['metadata'])['labels']),
      spec: fields(template['spec']),
      runsOn: kind !== 'Job',
    },
  ];
}

function titleOf(pod: Pod, container: Fields): string {
  return `${pod.title}, container ${String(container['name'])}`;
}

function containersOf(pod: Pod): Fields[] {
  return [...mainContainersOf(pod), ...listOf(pod.spec, 'initContainers')];
}

function mainContainersOf(pod: Pod): Fields[] {
  return listOf(pod.spec, 'containers');
}

function listOf(value: Fields, key: string): Fields[] {
  const list = value[key];
  return Array.isArray(list) ? list.map(fields) : [];
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

import { applicationName } from '../argocd';
import { type HelmChart, mayCreateAnything, unstatedPods, type Workload } from '../component';
import { claimsOf } from '../inventory';
import { isOwnNamespace } from '../network';
import type { PlannedComponent } from '../plan';
import type { Finding, CheckRule } from './finding';
import { placeIn, podKinds, type ShippedPods } from './pods';
import type { View } from './view';

/** Default deny cuts off pods that no workload states: they start, find no name, and their logs show timeouts alone. */
export const statedPods: CheckRule = {
  id: 'stated-pods',
  why: 'a workload states all pods: what they listen on and what they connect to',
  check: (view) => [
    ...ownPods(view),
    ...view.plan.components.flatMap((component) => chartOf(component, view)),
    ...view.plan.components.flatMap(unstatedIn),
  ],
};

const next =
  'state them in workloads of the plan: pods (their labels), listens and connects; both lists may be empty';

function ownPods(view: View): readonly Finding[] {
  const stated = new Map<string, StatedPods[]>();
  for (const { namespace, workloads } of view.plan.components) {
    const known = stated.get(namespace);
    if (known === undefined) stated.set(namespace, [...workloads]);
    else known.push(...workloads);
  }
  return view.pods
    .filter(({ namespace }) => isOwnNamespace(namespace))
    .flatMap((pods) => {
      const workload = (stated.get(pods.namespace) ?? []).find((one) => selects(one, pods));
      const { shipped, at, spec } = pods;
      const { kind, metadata } = shipped.object;
      const finding = (place: string, reason: string, step: string): Finding => ({
        rule: statedPods.id,
        at: `${shipped.path}: ${placeIn(at, place)}`,
        reason,
        next: step,
      });
      if (workload === undefined)
        return [
          finding(
            'metadata.labels',
            `no workload states the pods of ${kind} ${metadata.name}, so default deny cuts them off`,
            next,
          ),
        ];
      if ((spec['hostNetwork'] === true) === workload.hostNetwork) return [];
      return [
        finding(
          'spec.hostNetwork',
          workload.hostNetwork
            ? `workload ${workload.name} says that its pods share the node's network, and these do not`
            : `these pods share the node's network, where no policy reaches, and workload ${workload.name} does not say so`,
          `let hostNetwork of the workload and of the pods be the same`,
        ),
      ];
    });
}

/** What a workload says about its pods. */
type StatedPods = Pick<Workload, 'name' | 'pods' | 'hostNetwork'>;

function selects({ pods }: StatedPods, { labels }: ShippedPods): boolean {
  return Object.entries(pods).every(([key, value]) => labels[key] === value);
}

/** What a chart makes is known by its kinds alone. */
function chartOf(
  { name, namespace, upstream, workloads, podSecurity }: PlannedComponent,
  { plan }: View,
): readonly Finding[] {
  if (upstream === undefined) return [];
  const at = `apps/${plan.facts.name}/application-${applicationName(plan.facts, name)}.yaml`;
  if (upstream.creates.length === 0)
    return [
      {
        rule: statedPods.id,
        at,
        reason: `the upstream of ${name} states no kind that it creates, and its project permits no other`,
        next: `list them in creates${upstream.kind === 'helm' ? `; this prints them: ${kindsOf(upstream, namespace)}` : ''}`,
      },
    ];
  if (mayCreateAnything(upstream) && workloads.length === 0 && isOwnNamespace(namespace))
    return [
      {
        rule: statedPods.id,
        severity: 'warning',
        at,
        reason: `the pods of ${name} are not stated, so default deny cuts them off; they run at Pod Security level ${podSecurity}`,
        next,
      },
    ];
  const kinds = upstream.creates.filter(({ group, kind }) => podKinds.has(`${group}/${kind}`));
  if (kinds.length === 0 || workloads.length > 0 || !isOwnNamespace(namespace)) return [];
  const made = [...new Set(kinds.map(({ kind }) => kind))].join(', ');
  return [
    {
      rule: statedPods.id,
      at,
      reason: `the upstream of ${name} makes pods (${made}) that no workload states, so default deny cuts them off; they run at Pod Security level ${podSecurity}`,
      next: `${next}; state podSecurity where they need more than restricted`,
    },
  ];
}

/** Pods of a chart whose connections are not stated: an upgrade adds some, and hooks of Helm are easily overlooked. */
function unstatedIn({ name, namespace, claims }: PlannedComponent): readonly Finding[] {
  if (!isOwnNamespace(namespace)) return [];
  return claimsOf({ claims }, unstatedPods).map(({ value: { workload, kind }, at }) => ({
    rule: statedPods.id,
    severity: 'warning',
    at,
    reason: `${name} states no connections of ${kind} ${workload}, so its pods can open none`,
    next: `state them in connects or inside of ${name}: connects: { '${workload}': [] } where it needs none`,
  }));
}

/** The command that prints the kinds of a chart's objects. */
function kindsOf({ repository, chart, version, release }: HelmChart, namespace: string): string {
  const source = repository.startsWith('http')
    ? `${chart} --repo ${repository}`
    : `oci://${repository}/${chart}`;
  return `helm template ${release} ${source} --version ${version} --namespace ${namespace} --include-crds | grep -E '^(apiVersion|kind):' | sort -u`;
}

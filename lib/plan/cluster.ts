import type { Component, PlanContext } from '../component';
import {
  type Facts,
  type FactsInput,
  type HostDeclaration,
  isDistribution,
  machineClaims,
  machinesIn,
  parseFacts,
  readClaims,
} from '../inventory';
import { isRecord, keyPath, type OpenFact, plainAt, type Problem, type Report } from '../values';
import { askedPlan } from './asked-plan';
import { checkCapabilities } from './check-capabilities';
import { checkClaims } from './check-claims';
import { checkEndpoints } from './check-endpoints';
import { checkForwards } from './check-forwards';
import { checkGroups } from './check-groups';
import { checkIngress } from './check-ingress';
import { checkKubeProxy } from './check-kube-proxy';
import { checkLeaks, withoutLeaks } from './check-leaks';
import { checkSecrets } from './check-secrets';
import { checkConnections } from './connection-checks';
import { dependencies } from './dependencies';
import type { ClusterPlan, FolderContent, ReadComponent } from './planned';
import { providersIn } from './providers';
import { readWorkloads } from './read-connections';
import { readInput } from './read-input';
import { wavesOf } from './waves';
import { withSources } from './with-sources';

/** What a person writes as a cluster, in whatever file. */
export type ClusterInput = Omit<FactsInput, 'hosts' | 'name'> & {
  readonly name: string;
  /** Machines beside the cluster, each declared with `host()`. @default none */
  readonly hosts?: readonly HostDeclaration[];
  readonly components: readonly Component[];
};

/** A cluster as it was written: its plan, or all the problems that are in the way of one. */
export interface Cluster {
  readonly name: string;
  readonly plan?: ClusterPlan;
  readonly problems: readonly Problem[];
  /** Placeholders that are not filled in yet. */
  readonly open: readonly OpenFact[];
  /** What it lists, and its facts where they could be read, whatever keeps it from having a plan. */
  readonly components?: readonly Component[];
  readonly facts?: Facts;
  /** What `defineCluster` returned, where this is the same cluster with the contents of its folders. @default this one */
  readonly definedAs?: Cluster;
}

/**
 * Reads a cluster once: facts, components, and what holds between them. It throws nothing; every problem is in the result,
 * with its place, reason and next step. All that is wrong with the shape of facts and props is reported together. What holds
 * between facts is checked when the facts have their shape, and what holds between components when all of them are planned.
 */
export function defineCluster(input: ClusterInput): Cluster {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const { at, listed, facts: written } = readInput(input, report);
  const ofProps = listed.flatMap((one) => placed(one.problems, one, at));
  const complete = problems.length === 0 && ofProps.length === 0;
  const facts = parseFacts(written, at, report);
  ofProps.forEach(report);
  const reported = new Set(problems.map((problem) => problem.at));
  const reportLeak: Report = (problem) => {
    // Where its parser says what to do about a password in an address, a second message adds nothing.
    if (!reported.has(problem.at)) report(problem);
  };
  checkLeaks(withSettings(written), at, reportLeak);
  for (const component of listed) checkLeaks(component.props, placeOf(component, at), reportLeak);
  const open = [...(facts?.open ?? []), ...listed.flatMap((one) => placed(one.open, one, at))];
  const components =
    facts === undefined
      ? []
      : withSources(
          listed.flatMap((one) => read(one, { facts, at, report })),
          facts,
          at,
          report,
        );
  const isPlanned = complete && components.length === listed.length;
  const plan = facts !== undefined && isPlanned ? planOf(components, facts, at, report) : undefined;
  const known = { name: at, open, components: listed, ...(facts !== undefined && { facts }) };
  return plan === undefined || problems.length > 0
    ? { ...known, problems: problems.map(withoutLeaks) }
    : { ...known, problems, plan };
}

/**
 * The cluster with what is in the folders of its components: their pods are known only now, so everything that holds between
 * components is checked once more.
 * @param contents by name of the component
 */
export function withContents(cluster: Cluster, contents: ReadonlyMap<string, FolderContent>): Cluster {
  const { plan, ...known } = cluster;
  if (plan === undefined || contents.size === 0) return cluster;
  const { name } = known;
  const { facts } = plan;
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const components = plan.components.map((component): ReadComponent => {
    const content = contents.get(component.name);
    if (content === undefined) return component;
    const at = placeOf(component, name);
    const workloads = readWorkloads(content.workloads, facts, at, report);
    const claims = readClaims(content.claims, { by: component.name, at: '' }, report);
    return {
      ...component,
      content,
      workloads: [...component.workloads, ...workloads],
      claims: [...component.claims, ...claims],
    };
  });
  const completed = planOf(components, facts, name, report);
  return problems.length > 0
    ? { ...known, problems: problems.map(withoutLeaks) }
    : { ...known, problems, plan: completed };
}

/** What a person wrote as facts, with the settings of the distribution in place of all that follows from them. */
function withSettings(written: unknown): unknown {
  const declared = plainAt(written, ['distribution']);
  return isRecord(written) && isDistribution(declared)
    ? { ...written, distribution: declared.settings }
    : written;
}

/** What is known of a component's props, with places from the cluster on. */
function placed<T extends { readonly at: string }>(
  items: readonly T[],
  component: Component,
  at: string,
): readonly T[] {
  return items.map((item) => ({ ...item, at: `${placeOf(component, at)}${item.at}` }));
}

function placeOf({ name }: Pick<Component, 'name'>, at: string): string {
  return keyPath(`${at}.components`, name);
}

/** Plans a component whose props have their shape. */
function read(component: Component, context: PlanContext): readonly ReadComponent[] {
  const { kind, name, namespace } = component;
  const at = placeOf(component, context.at);
  const planned = askedPlan(component, { ...context, at });
  if (planned === undefined) return [];
  const workloads = readWorkloads(planned.workloads, context.facts, at, context.report);
  const claims = readClaims(planned.claims, { by: name, at }, context.report);
  return [{ kind, name, namespace, ...planned, workloads, claims }];
}

/** Checks what holds between components, and puts them into their order. */
function planOf(components: readonly ReadComponent[], facts: Facts, at: string, report: Report): ClusterPlan {
  const providers = providersIn(components, facts);
  const claims = [
    ...[facts.distribution, ...components, ...facts.hosts].flatMap((one) => one.claims),
    ...machinesIn(facts).flatMap(machineClaims),
  ];
  checkCapabilities(components, providers, at, report);
  checkKubeProxy(components, facts, at, report);
  checkEndpoints(components, facts, at, report);
  checkForwards({ components, claims }, facts, at, report);
  checkConnections(components, claims, at, report);
  checkIngress(components, providers, at, report);
  checkClaims({ facts, at, components, claims, report });
  checkSecrets(components, facts, at, report);
  checkGroups(components, facts, at, report);
  const after = dependencies(components, facts);
  const waves = wavesOf(after, at, report);
  return {
    facts,
    claims,
    components: components.map((component) => ({
      ...component,
      after: after.get(component.name) ?? [],
      wave: waves.get(component.name) ?? 1,
    })),
  };
}

import type { Component } from '../component';
import { type Facts, type FactsInput, type HostDeclaration, parseFacts } from '../inventory';
import { type OpenFact, parseLabel, type Problem, type Report } from '../values';
import { checkBalancers } from './check-balancers';
import { checkCapabilities } from './check-capabilities';
import { checkEndpoints } from './check-endpoints';
import { checkForwards } from './check-forwards';
import { checkLeaks, withoutLeaks } from './check-leaks';
import { checkPluginFlows } from './check-plugin-flows';
import { checkSecrets } from './check-secrets';
import { checkTopics } from './check-topics';
import { dependencies } from './dependencies';
import type { ClusterPlan, ReadComponent, UnreadComponent } from './planned';
import { readWorkloads } from './read-connections';
import { readInput } from './read-input';
import { wavesOf } from './waves';

/** What a person writes in `clusters/<name>.ts`. */
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
  /** Placeholders that nobody has filled in yet. */
  readonly open: readonly OpenFact[];
}

/**
 * Reads a cluster once: facts, components, and what holds between them. It throws nothing; every problem is in the result,
 * with its place, reason and next step.
 */
export function defineCluster(input: ClusterInput): Cluster {
  const { at, listed, incomplete, facts: written, problems, report } = readInput(input);
  const facts = parseFacts(written, at, report);
  const open: OpenFact[] = [...(facts?.open ?? [])];
  checkNames(listed, at, report);
  const told = new Set(problems.map((problem) => problem.at));
  const reportLeak: Report = (problem) => {
    // Where its parser says what to do about a password in an address, a second message adds nothing.
    if (!told.has(problem.at)) report(problem);
  };
  checkLeaks(written, at, reportLeak);
  for (const { name, props } of listed) checkLeaks(props, `${at}.components.${name}`, reportLeak);
  if (facts !== undefined) {
    const { components, unread } = readComponents(listed, facts, at, report, open);
    if (incomplete) unread.push({});
    checkCapabilities(components, unread, facts, at, report);
    const unreadFacts = problems.flatMap((problem) => problem.unread ?? []);
    checkEndpoints(components, unread, facts, unreadFacts, at, report);
    checkForwards(components, unread, facts, unreadFacts, at, report);
    checkPluginFlows(components, at, report);
    checkBalancers(components, unread, facts, at, report);
    checkTopics(components, at, report);
    checkSecrets(components, unread, facts, at, report);
    const after = dependencies(components, facts);
    const waves = wavesOf(after, at, report);
    const planned = components.map((component) => ({
      ...component,
      after: after.get(component.name) ?? [],
      wave: waves.get(component.name) ?? 1,
    }));
    if (problems.length === 0) return { name: at, plan: { facts, components: planned }, problems, open };
  }
  return { name: at, problems: problems.map(withoutLeaks), open };
}

/** Plans the components whose props can be read. */
function readComponents(
  listed: readonly Component[],
  facts: Facts,
  at: string,
  report: Report,
  open: OpenFact[],
): { components: ReadComponent[]; unread: UnreadComponent[] } {
  const components: ReadComponent[] = [];
  const unread: UnreadComponent[] = [];
  listed.forEach((component, index) => {
    const { kind, name, namespace } = component;
    if (listed[index - 1] === component) return;
    const plan = component.plan({
      facts,
      at: `${at}.components.${name}`,
      report,
      open: (fact) => open.push(fact),
    });
    const earlier = components.at(-1);
    if (plan === undefined) {
      unread.push(component);
      return;
    }
    const workloads = readWorkloads(plan.workloads, facts, `${at}.components.${name}`, report);
    const read = { kind, name, namespace, ...plan, workloads };
    if (earlier?.name !== name) components.push(read);
    else components.splice(-1, 1, joined(earlier, read));
  });
  return { components, unread };
}

/** Two components of one name count as one that has what both have: which of them is meant elsewhere nobody knows. */
function joined(one: ReadComponent, other: ReadComponent): ReadComponent {
  return {
    ...one,
    provides: [...new Set([...one.provides, ...other.provides])],
    workloads: [...one.workloads, ...other.workloads],
    topics: {
      declared: [...one.topics.declared, ...other.topics.declared],
      used: [...one.topics.used, ...other.topics.used],
    },
  };
}

function checkNames(components: readonly Component[], at: string, report: Report): void {
  const kinds = new Map<string, string>();
  for (const { kind, name, namespace } of components) {
    const place = `${at}.components.${name}`;
    // What the component itself says about these names afterwards only follows from this.
    const unread: Report = (problem) => {
      report({ ...problem, unread: problem.at });
    };
    parseLabel(name, `${place}.name`, unread);
    parseLabel(namespace, `${place}.namespace`, unread);
    const earlier = kinds.get(name);
    if (earlier !== undefined)
      report({
        at: place,
        reason: `two components are named "${name}"${earlier === kind ? '' : `, of kind ${earlier} and ${kind}`}`,
        next: 'give one of them another name',
      });
    if (/^\d/.test(name))
      report({
        at: `${place}.name`,
        reason: `"${name}" begins with a digit, and Services are named after it, which Kubernetes refuses`,
        next: `begin it with a letter, such as "${kind}-${name}"`,
      });
    if (reserved.has(name))
      report({
        at: `${place}.name`,
        reason: `"${name}" is the name of an Application that asterism makes itself`,
        next: 'choose another one',
      });
    kinds.set(name, kind);
  }
}

/** Names of the Applications that belong to no component. */
const reserved = new Set(['root', 'namespaces', 'hosts', 'bootstrap']);

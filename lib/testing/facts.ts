import type { Component, ComponentPlan, KubeObject } from '../component';
import { objectsOf } from '../component';
import { type Claimed, type Facts, type FactsInput, parseFacts, readClaims } from '../inventory';
import { k3s, postgresql } from '../machines';
import { checkClaims } from '../plan/check-claims';
import { type Problem, problemText } from '../values';

/** Where the small cluster is, and its nodes there, for one of several in a project: each has other addresses. */
export function site(index: number) {
  const address = (last: number) => `192.0.2.${last + 20 * index}`;
  return {
    site: `site-${index}`,
    nodes: [
      { name: 'ada', address: address(11), role: 'server' },
      { name: 'bob', address: address(12), role: 'agent', labels: { 'storage-type': 'nvme' } },
      { name: 'cyd', address: address(13), role: 'agent' },
    ],
  } as const;
}

/** A small cluster with flannel, for tests: fixed facts, so that a change of a real cluster touches no golden. */
export const flannelFacts: FactsInput = {
  name: 'small',
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '192.0.2.0/24', gateway: '192.0.2.1' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  ...site(0),
  hosts: [
    {
      name: 'db',
      description: 'PostgreSQL',
      interfaces: [{ name: 'eth0', network: 'nodes', address: '192.0.2.20' }],
      programs: [postgresql({ databases: [{ name: 'kafka', owner: 'kafka' }] })],
    },
  ],
};

/** The same cluster with Cilium as network plugin, in kube-proxy's place and as load balancer. */
export const ciliumFacts: FactsInput = {
  ...flannelFacts,
  distribution: k3s({
    version: 'v1.33.5+k3s1',
    networkPlugin: 'none',
    kubeProxy: false,
    disable: ['servicelb', 'traefik', 'coredns'],
  }),
};

/** Parses facts that must be right. */
export function factsFrom(input: FactsInput): Facts {
  const problems: Problem[] = [];
  const facts = parseFacts(input, 'small', (problem) => problems.push(problem));
  if (facts === undefined || problems.length > 0) throw new Error(problems.map(problemText).join('\n'));
  return facts;
}

/** Reads a component against facts; the messages are those that a person would see. */
export function read(
  component: Component,
  input: FactsInput = flannelFacts,
): { readonly plan: ComponentPlan | undefined; readonly messages: readonly string[] } {
  const at = `small.components.${component.name}`;
  const messages = component.problems.map((problem) => `${at}${problemText(problem)}`);
  const report = (problem: Problem) => messages.push(problemText(problem));
  const facts = factsFrom(input);
  const plan = component.plan?.({ facts, at, report });
  const own = readClaims(plan?.claims ?? [], { by: component.name, at }, report);
  const claims = [...facts.distribution.claims, ...own];
  checkClaims({ facts, at: 'small', components: [], claims, report });
  return { plan, messages };
}

/** The plan of a component that must be right. */
export function planFrom(component: Component, input: FactsInput = flannelFacts): ComponentPlan {
  const { plan, messages } = read(component, input);
  if (plan === undefined || messages.length > 0) throw new Error(messages.join('\n'));
  return plan;
}

/** The claims of a component that must be right. */
export function claimsFrom(
  component: Component,
  input: FactsInput = flannelFacts,
): { readonly claims: readonly Claimed[] } {
  const claimant = { by: component.name, at: `small.components.${component.name}` };
  const claims = readClaims(planFrom(component, input).claims, claimant, (problem) => {
    throw new Error(problemText(problem));
  });
  return { claims };
}

/** The component's own manifests, in a cluster that lists nothing else. */
export function manifestsOf(component: Component, input: FactsInput = flannelFacts): readonly KubeObject[] {
  const { build } = planFrom(component, input);
  const claims = [...factsFrom(input).distribution.claims, ...claimsFrom(component, input).claims];
  return objectsOf(component, (chart) => {
    build(chart, { claims });
  });
}

/** The one object of a kind and name. */
export function find(objects: readonly KubeObject[], kind: string, name?: string): KubeObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new Error(
      `${found.length} objects ${kind} ${name ?? ''} among ${objects.map((object) => `${object.kind}/${object.metadata.name}`).join(', ')}`,
    );
  return only;
}

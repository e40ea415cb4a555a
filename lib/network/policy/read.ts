import { isRecord, type Problem, type Report, shown } from '../../values';
import { checkMetadata, type Head, headOf } from './head';
import { itemsOf, type Part, partOf, withoutNulls } from './part';
import type { Policies, Policy } from './policy';
import { type CiliumFrame, readCiliumSpec } from './read-cilium';
import { readKubernetesPolicy } from './read-kubernetes';
import { type Service, servicesIn } from './services';
import { unreadPolicy } from './unread';

/**
 * Reads the policies among objects: NetworkPolicies, and those of Cilium, of one namespace or of the whole cluster. Policies
 * of other kinds are kept by name, since nothing is known of what they decide. Services are looked at where a rule names
 * them; every other kind is passed over.
 *
 * What Kubernetes would refuse is reported, and judged as in doubt. What Cilium would refuse is reported and closes nothing,
 * since Cilium does not enforce any part of it. What is right, but what only a running cluster can settle, is in doubt without
 * a report.
 */
export function readPolicies(objects: readonly unknown[], report: Report): Policies {
  const services = servicesIn(objects);
  const found = objects.map((object) => policiesIn(object, services, report));
  return {
    read: found.flatMap(({ read = [] }) => read),
    unread: found.flatMap(({ unread = [] }) => unread),
  };
}

/** What is reported of one policy, each problem with its place in the object: `spec.ingress[0]`. */
export function policyProblems(object: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  readPolicies([object], (problem) => problems.push(problem));
  const head = headOf(object);
  const { length } = `${head.kind} ${nameOf(head)}.`;
  return problems.map((problem) => ({ ...problem, at: problem.at.slice(length) }));
}

/** Name of a policy in the whole cluster. */
function nameOf({ kind, name, namespace }: Head): string {
  return kind === 'CiliumClusterwideNetworkPolicy' ? name : `${namespace}/${name}`;
}

function policiesIn(object: unknown, services: readonly Service[], report: Report): Partial<Policies> {
  const { kind, apiVersion, ...head } = headOf(object);
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const isKubernetes = kind === 'NetworkPolicy' && ['', 'extensions', 'networking.k8s.io'].includes(group);
  if (!isKubernetes && kind !== 'CiliumNetworkPolicy' && kind !== 'CiliumClusterwideNetworkPolicy') {
    const other = unreadPolicy({ kind, apiVersion, ...head }, object);
    return other === undefined ? {} : { unread: [other] };
  }
  const { namespace } = head;
  const name = nameOf({ kind, apiVersion, ...head });
  const at = `${kind} ${name}`;
  const served = isKubernetes ? 'networking.k8s.io/v1' : 'cilium.io/v2';
  if (apiVersion !== served)
    report({ at: `${at}.apiVersion`, reason: `found ${shown(apiVersion)}`, next: `write ${served}` });
  if (!checkMetadata(object, at, report) || apiVersion !== served) return {};
  const written = isRecord(object) ? object : {};
  if (kind === 'CiliumNetworkPolicy')
    return { read: ciliumPolicies(written, { kind, name, namespace, services }, report) };
  if (kind === 'CiliumClusterwideNetworkPolicy')
    return { read: ciliumPolicies(written, { kind, name, services }, report) };
  const spec: Part = { value: withoutNulls(written['spec']), at: `${at}.spec`, report, mention: report };
  return { read: [readKubernetesPolicy(name, namespace, spec)] };
}

/**
 * A Cilium policy holds one spec, or several beside each other, or both. Where Cilium refuses one of them, or one rule of one,
 * it enforces nothing of the policy (pkg/k8s/apis/cilium.io/v2/cnp_types.go, Parse).
 */
function ciliumPolicies(
  object: Readonly<Record<string, unknown>>,
  frame: Omit<CiliumFrame, 'prefix'>,
  report: Report,
): readonly Policy[] {
  const refusals: Problem[] = [];
  const whole: Part = {
    value: withoutNulls({ spec: object['spec'], specs: object['specs'] }),
    at: `${frame.kind} ${frame.name}`,
    report: (problem) => {
      refusals.push(problem);
      report(problem);
    },
    mention: report,
  };
  const one = partOf(whole, 'spec');
  const several = itemsOf(whole, 'specs') ?? [];
  if (one.value === undefined && several.length === 0)
    whole.report({
      at: whole.at,
      reason: 'has neither spec nor specs',
      next: 'write spec, or drop the policy',
    });
  const read = [
    ...(one.value === undefined ? [] : [readCiliumSpec({ ...frame, prefix: '' }, one)]),
    ...(several === 'unreadable' ? [] : several).map((part, index) =>
      readCiliumSpec({ ...frame, prefix: `specs[${index}].` }, part),
    ),
  ];
  return refusals.length > 0 ? [] : read;
}

import type { KubeObject } from '../../component';
import type { Report } from '../../values';
import { itemsOf, type Part, partOf, withoutNulls } from './part';
import type { Policies, Policy } from './policy';
import { type CiliumFrame, readCiliumSpec } from './read-cilium';
import { readKubernetesPolicy } from './read-kubernetes';
import { type Service, servicesIn } from './services';

/**
 * Reads the policies among objects: NetworkPolicies, and those of Cilium, of one namespace or of the whole cluster. Services
 * are looked at where a rule names them; every other kind is passed over.
 *
 * What Kubernetes or Cilium would refuse is reported, and judged as in doubt; so is, without a report, what is right but what
 * only a running cluster can settle.
 */
export function readPolicies(objects: readonly KubeObject[], report: Report): Policies {
  const services = servicesIn(objects);
  return objects.flatMap((object) => policiesIn(object, services, report));
}

function policiesIn(object: KubeObject, services: readonly Service[], report: Report): readonly Policy[] {
  const { kind, apiVersion, metadata } = object;
  const namespace = metadata.namespace ?? 'default';
  const spec: Part = {
    value: withoutNulls(object['spec']),
    at: `${kind} ${namespace}/${metadata.name}.spec`,
    report,
  };
  if (kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1')
    return [readKubernetesPolicy(`${namespace}/${metadata.name}`, namespace, spec)];
  if (apiVersion !== 'cilium.io/v2') return [];
  if (kind === 'CiliumNetworkPolicy')
    return ciliumPolicies(
      object,
      { kind, name: `${namespace}/${metadata.name}`, namespace, services },
      report,
    );
  if (kind === 'CiliumClusterwideNetworkPolicy')
    return ciliumPolicies(object, { kind, name: metadata.name, services }, report);
  return [];
}

/** A Cilium policy holds one spec, or several that stand on their own, or both. */
function ciliumPolicies(
  object: KubeObject,
  frame: Omit<CiliumFrame, 'prefix'>,
  report: Report,
): readonly Policy[] {
  const whole: Part = {
    value: withoutNulls({ spec: object['spec'], specs: object['specs'] }),
    at: `${frame.kind} ${frame.name}`,
    report,
  };
  const one = partOf(whole, 'spec');
  const several = itemsOf(whole, 'specs') ?? [];
  if (one.value === undefined && several.length === 0)
    report({ at: whole.at, reason: 'has neither spec nor specs', next: 'write spec, or drop the policy' });
  return [
    ...(one.value === undefined ? [] : [readCiliumSpec({ ...frame, prefix: '' }, one)]),
    ...(several === 'unreadable' ? [] : several).map((part, index) =>
      readCiliumSpec({ ...frame, prefix: `specs[${index}].` }, part),
    ),
  ];
}

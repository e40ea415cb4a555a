import { isRecord, type Problem, type Report } from '../../../values';
import type { Policies, PolicyDialect, PolicyReader } from '../dialect';
import type { UnreadPolicy } from '../policy';
import { readNetworkPolicy } from './network-policy';
import { type Head, headOf, isServed, type Part, withoutNulls } from './part';

/**
 * Reads the policies among objects: NetworkPolicies, and those of the kinds that the network plugin knows beside them. Policies
 * of other kinds are kept by name, since nothing is known of what they decide; every other object is passed over.
 *
 * What Kubernetes would refuse is reported, and judged as in doubt. What is right, but what only a running cluster can settle,
 * is in doubt without a report.
 */
export function readPolicies(objects: readonly unknown[], dialect: PolicyDialect, report: Report): Policies {
  const reader = dialect.reader(objects);
  const found = objects.map((object) => policiesIn(object, dialect, reader, report));
  return {
    dialect,
    read: found.flatMap(({ read = [] }) => read),
    unread: found.flatMap(({ unread = [] }) => unread),
  };
}

/** What is reported of one policy, each problem with its place in the object: `spec.ingress[0]`. */
export function policyProblems(object: unknown, dialect: PolicyDialect): readonly Problem[] {
  const head = headOf(object);
  if (dialect.passesOver(head)) return [passedOver];
  const problems: Problem[] = [];
  readPolicies([object], dialect, (problem) => problems.push(problem));
  const { kind, name, namespace } = head;
  return problems.map((problem) => {
    const isNamespaced = problem.at.startsWith(`${kind} ${namespace}/${name}`);
    const { length } = `${kind} ${isNamespaced ? `${namespace}/` : ''}${name}.`;
    return { ...problem, at: problem.at.slice(length) };
  });
}

const passedOver: Problem = {
  at: '',
  reason: 'is of a kind on which nothing in the cluster acts',
  next: 'write a NetworkPolicy, or list the network plugin that knows the kind',
};

function policiesIn(
  object: unknown,
  { passesOver }: PolicyDialect,
  reader: PolicyReader,
  report: Report,
): Partial<Pick<Policies, 'read' | 'unread'>> {
  const head = headOf(object);
  const { kind, apiVersion, name, namespace } = head;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  if (kind === 'NetworkPolicy' && ['', 'extensions', 'networking.k8s.io'].includes(group)) {
    const at = `${kind} ${namespace}/${name}`;
    if (!isServed(object, 'networking.k8s.io/v1', at, report)) return {};
    const written = isRecord(object) ? object['spec'] : undefined;
    const spec: Part = { value: withoutNulls(written), at: `${at}.spec`, report, mention: report };
    return { read: [readNetworkPolicy(`${namespace}/${name}`, namespace, spec)] };
  }
  const read = reader(object, report);
  if (read !== undefined) return { read };
  const other = passesOver(head) ? undefined : unreadPolicy(head, object);
  return other === undefined ? {} : { unread: [other] };
}

/**
 * The policy of another kind that an object is: AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy
 * (https://network-policy-api.sigs.k8s.io/), NetworkPolicy and GlobalNetworkPolicy of Calico
 * (https://docs.tigera.io/calico/latest/reference/resources/), those of Antrea and of whoever names a kind like that. Calico's
 * staged ones decide nothing.
 */
function unreadPolicy({ kind, name, namespace }: Head, object: unknown): UnreadPolicy | undefined {
  if (!/^(?!Staged)\w*NetworkPolicy$/.test(kind)) return undefined;
  const ofNamespace = !/^(Global|Cluster|Admin|BaselineAdmin)/.test(kind);
  return {
    name: `${kind} ${ofNamespace ? `${namespace}/${name}` : name}`,
    ...(ofNamespace && { namespace }),
    isBaseline: kind === 'BaselineAdminNetworkPolicy' || tierOf(object) === 'Baseline',
    ofNodes: kind === 'GlobalNetworkPolicy',
  };
}

/** The tier of a ClusterNetworkPolicy: `Admin` or `Baseline`. */
function tierOf(object: unknown): unknown {
  return Reflect.get(Object(Reflect.get(Object(object), 'spec')), 'tier');
}

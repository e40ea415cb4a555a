import { builtInKinds, groupOf, isBuiltInGroup, servedSince } from '../synth';
import { nearest } from '../values';
import type { ObjectRule } from './object-rule';
import { removedIn } from './removed-kinds';
import type { ShippedKind } from './view';

/** A slip in a kind would be typed into the project as well, and found by the first sync. */
export const knownKind: ObjectRule = {
  id: 'known-kind',
  why: 'Kubernetes serves the kind of each object, or a component says who defines it',
  judges:
    ({ defined, plan }) =>
    (shipped) => {
      const { apiVersion, kind } = shipped;
      const group = groupOf(shipped);
      const minor = minorOf(plan.facts.distribution.version);
      const since = servedSince.get(`${apiVersion} ${kind}`) ?? 0;
      const isServed = (served.has(`${apiVersion} ${kind}`) || since > 0) && since <= minor;
      if (isServed || (group !== '' && defined.has(`${group}/${kind}`))) return undefined;
      const removed = removedIn.get(`${apiVersion} ${kind}`);
      const reason =
        removed !== undefined
          ? `Kubernetes ${removed} removed kind ${kind} of ${apiVersion}`
          : isBuiltInGroup(group)
            ? `Kubernetes 1.${minor} does not serve kind ${kind} in ${apiVersion}${since > minor ? `, which comes with 1.${since}` : ''}`
            : `no component defines kind ${kind} of ${group}, so its scope is unknown and its project would permit whatever was typed`;
      const next =
        since > minor ? 'remove it, or upgrade the cluster first' : nextStep(shipped, group, defined);
      return ({ path }) => [{ rule: knownKind.id, at: path, reason, next }];
    },
};

const all = Object.entries(builtInKinds).flatMap(([apiVersion, kinds]) =>
  kinds.map((kind) => ({ apiVersion, kind })),
);
const served: ReadonlySet<string> = new Set(all.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`));

/** The minor version of a release: 33 of `v1.33.5+k3s1`. */
function minorOf(version: string): number {
  return Number(/^v1\.(\d+)/.exec(version)?.[1] ?? 0);
}

function nextStep(
  { apiVersion, kind }: ShippedKind,
  group: string,
  defined: ReadonlyMap<string, boolean>,
): string {
  if (/List$/.test(kind) && isBuiltInGroup(group)) return 'make the objects of the list one by one';
  // The same kind in another version: `extensions/v1beta1` of old manifests.
  const elsewhere = all.filter((one) => one.kind === kind).map((one) => one.apiVersion);
  if (elsewhere.length > 0) return `write ${elsewhere.join(' or ')}`;
  if (kind === 'PodSecurityPolicy')
    return 'remove it; podSecurity of a component is the level of its namespace';
  const near = isBuiltInGroup(group)
    ? nearest(
        kind,
        all.filter((one) => one.apiVersion === apiVersion).map((one) => one.kind),
      )
    : nearest(`${group}/${kind}`, defined.keys());
  const meant = near === undefined ? '' : `did you mean "${near}"? If not, `;
  return `${meant}state it in defines of the component that brings the definition: { group: '${group}', kind: '${kind}', namespaced: true }`;
}

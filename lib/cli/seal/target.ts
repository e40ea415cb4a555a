import { sealingCertificates } from '../../component';
import { claimsOf } from '../../inventory';
import type { Cluster } from '../../plan';
import { type Report, type SealingCertificate, shown, suggest } from '../../values';
import type { SecretPlace } from './scope';

/** What is sealed, as the cluster knows it. */
export interface SealTarget extends SecretPlace {
  readonly cluster: string;
  /** The keys that its components need, sorted. */
  readonly keys: readonly string[];
  /** Its entries that are not secret. */
  readonly values: Readonly<Record<string, string>>;
  /** Labels and type of the Secret, which whoever reads it looks for. */
  readonly labels: Readonly<Record<string, string>>;
  readonly type?: string;
  /** Where synth reads it, from the project's root. */
  readonly file: string;
  /** The controller's certificate, where the cluster has it written down. */
  readonly certificate?: SealingCertificate;
}

/**
 * Finds a secret in the plan of a cluster.
 * @param name the cluster; @default the only one
 * @param written `namespace/name`
 */
export function findTarget(
  clusters: readonly Cluster[],
  name: string | undefined,
  written: string,
  report: Report,
): SealTarget | undefined {
  const [only, ...others] = clusters;
  const cluster =
    name === undefined && others.length === 0 ? only : clusters.find((candidate) => candidate.name === name);
  if (cluster === undefined) {
    const names = clusters.map((candidate) => candidate.name);
    report(
      name === undefined
        ? { at: '--cluster', reason: 'is missing', next: `write one of ${names.join(', ')}` }
        : { at: '--cluster', reason: `no cluster is named ${shown(name)}`, next: suggest(name, names) },
    );
    return undefined;
  }
  cluster.problems.forEach(report);
  return cluster.plan === undefined ? undefined : inPlan(cluster.plan, written, report);
}

function inPlan(plan: NonNullable<Cluster['plan']>, written: string, report: Report): SealTarget | undefined {
  const { facts, components } = plan;
  const at = `${facts.name}.secrets`;
  const needed = components.flatMap(({ namespace, secrets }) =>
    secrets.map((need) => ({ ...need, id: `${namespace}/${need.name}`, namespace })),
  );
  const wanted = needed.filter(({ id }) => id === written);
  const [first] = wanted;
  if (first === undefined) {
    const ids = [...new Set(needed.map(({ id }) => id))];
    report({
      at,
      // Whatever is not of the form of a name may be the value, in the wrong place.
      reason: /^[a-z0-9.-]+\/[a-z0-9.-]+$/.test(written)
        ? `no component needs a secret named "${written}"`
        : 'the secret to seal is written as namespace/name, and this is not',
      next: ids.length === 0 ? 'list a component that needs one' : suggest(written, ids),
    });
    return undefined;
  }
  const source = facts.secrets[written];
  if (source?.from !== 'sealed') {
    report({
      at: `${at}.${written}`,
      reason: `its source is '${source?.from ?? 'none'}', so nothing would read what is sealed`,
      next: `write '${written}': { from: 'sealed' } in the cluster file, and list sealedSecrets()`,
    });
    return undefined;
  }
  const type = wanted.find((need) => need.type !== undefined)?.type;
  const certificate = claimsOf(plan, sealingCertificates)[0]?.value;
  return {
    cluster: facts.name,
    namespace: first.namespace,
    name: first.name,
    keys: [...new Set(wanted.flatMap(({ keys }) => keys))].sort(),
    values: Object.fromEntries(wanted.flatMap(({ values = {} }) => Object.entries(values))),
    labels: Object.fromEntries(wanted.flatMap(({ labels = {} }) => Object.entries(labels))),
    ...(type !== undefined && { type }),
    file: source.file,
    ...(certificate !== undefined && { certificate }),
  };
}

import { belongs, findNamed, type Named } from '../../network';
import type { Cluster, ClusterPlan } from '../../plan';
import { type Problem, suggest } from '../../values';

/** A cluster in which both ends have a meaning. */
export interface Chosen {
  readonly plan: ClusterPlan;
  readonly from: Named;
  readonly to: Named;
}

/** The two ends, as they were typed. */
export interface TypedEnds {
  readonly from: string;
  readonly to: string;
}

/** The clusters that are asked about: the one that is named, or all. */
export function namedClusters(
  clusters: readonly Cluster[],
  name: string | undefined,
): readonly Cluster[] | Problem {
  const found = clusters.filter((cluster) => name === undefined || cluster.name === name);
  if (name === undefined || found.length > 0) return found;
  return {
    at: '--cluster',
    reason: `no cluster is named "${name}"`,
    next: suggest(
      name,
      clusters.map((cluster) => cluster.name),
    ),
  };
}

/**
 * The one cluster that a question is about: the one that knows both ends by their name, network or host. Somebody who belongs to
 * every cluster, such as the internet, decides nothing.
 */
export function chooseCluster(
  clusters: readonly Cluster[],
  { from, to }: TypedEnds,
): Chosen | readonly Problem[] {
  const complaints: Problem[][] = [];
  const found = clusters.flatMap(({ plan, problems }): readonly (Chosen & { readonly own: number })[] => {
    const reported: Problem[] = [...problems];
    complaints.push(reported);
    if (plan === undefined) return [];
    const report = (problem: Problem) => reported.push(problem);
    const [start, end] = [findNamed(plan, from, 'from', report), findNamed(plan, to, 'to', report)];
    if (start === undefined || end === undefined) return [];
    return [{ plan, from: start, to: end, own: belongs(start, plan) + belongs(end, plan) }];
  });
  const most = Math.max(...found.map(({ own }) => own));
  const [only, ...others] = found.filter(({ own }) => own === most);
  if (only !== undefined && others.length === 0 && (most > 0 || clusters.length === 1)) return only;
  if (only === undefined)
    // The cluster that knows most of what was asked is the one that is meant.
    return complaints.toSorted((a, b) => a.length - b.length)[0] ?? [];
  const names = [only, ...others].map(({ plan }) => plan.facts.name);
  return [
    {
      at: 'reach',
      reason:
        others.length === 0
          ? `no cluster has "${from}" or "${to}"`
          : `${names.join(' and ')} know both "${from}" and "${to}"`,
      next: `add --cluster ${names[0] ?? ''}`,
    },
  ];
}

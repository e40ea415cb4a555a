import type { Cluster } from '../plan';
import { sealedPaths } from '../synth';

/**
 * What clusters read beside their code: sealed files, whether they are there or not, and folders of manifests with all that is in
 * them. Paths from the project's root.
 */
export function inputsOf(clusters: readonly Cluster[]): readonly string[] {
  const plans = clusters.flatMap(({ plan }) => plan ?? []);
  return [
    ...plans.flatMap(({ facts }) => sealedPaths(facts)),
    ...plans.flatMap(({ components }) => components).flatMap(({ content }) => content?.paths ?? []),
  ];
}

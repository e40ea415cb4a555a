import { fieldJudges } from '../../check';
import type { KubeObject } from '../../component';
import type { Problem } from '../../values';

/** What is wrong in the fields of what a chart makes. */
export interface ChartFields {
  /** What the API server refuses, so that no sync of the chart succeeds. */
  readonly errors: readonly Problem[];
  /** Fields that it drops, as if the chart did not set them. */
  readonly warnings: readonly Problem[];
}

/** Looks at the fields of the objects of a chart. Custom kinds are judged by the definitions that the chart brings. */
export function chartFields(objects: readonly KubeObject[]): ChartFields {
  const judgeOf = fieldJudges(objects.filter(({ kind }) => kind === 'CustomResourceDefinition'));
  const found = objects.flatMap((object) =>
    (judgeOf(object.apiVersion, object.kind)?.(object) ?? []).map(({ kind, at, reason, next }) => ({
      isUnknown: kind === 'unknown',
      problem: { at: `${object.kind} ${object.metadata.name}: ${at}`, reason, next },
    })),
  );
  return {
    errors: found
      .filter(({ isUnknown }) => !isUnknown)
      .map(({ problem: { next, ...problem } }) => ({
        ...problem,
        next: `${next}; set it by a value of the chart, or choose another version of the chart`,
      })),
    warnings: found
      .filter(({ isUnknown }) => isUnknown)
      .map(({ problem }) => ({
        ...problem,
        reason: `${problem.reason}, which Kubernetes drops`,
      })),
  };
}

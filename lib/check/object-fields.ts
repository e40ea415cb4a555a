import { fieldJudges } from './fields';
import type { ObjectRule } from './object-rule';

/**
 * Argo CD applies without strict validation (gitops-engine of 3.5, `pkg/utils/kube/resource_ops.go` sets no directive): a field that
 * is misspelt is dropped, as if it was not written. What has a wrong form fails the sync, after the merge.
 */
export const objectFields: ObjectRule = {
  id: 'object-fields',
  why: 'the kind of each object has the fields that are written, in the form that is written, and none of those that it needs is missing',
  judges: ({ ofKind }) => {
    const judgeOf = fieldJudges(
      ofKind('apiextensions.k8s.io/v1', 'CustomResourceDefinition').map(({ object }) => object),
    );
    return ({ apiVersion, kind }) => {
      const judge = judgeOf(apiVersion, kind);
      if (judge === undefined) return undefined;
      return ({ path, object }) =>
        judge(object).map(({ at, path: field, reason, next }) => ({
          rule: objectFields.id,
          at: `${path}: ${at}`,
          field,
          reason,
          next,
        }));
    };
  },
};

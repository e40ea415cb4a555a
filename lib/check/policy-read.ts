import { pluginOf, policyProblems } from '../network';
import type { ObjectRule } from './object-rule';

/**
 * The API server takes some of what the agents of a network plugin refuse, and whoever looks at the cluster sees a policy that
 * closes nothing: 39 of them went unnoticed for 101 days (https://github.com/devantler-tech/platform/issues/3501).
 */
export const policyRead: ObjectRule = {
  id: 'policy-read',
  why: 'each network policy is one that the API server and the network plugin take, so that it closes what it says',
  judges: ({ plan }) => {
    const { policies } = pluginOf(plan);
    return ({ kind }) =>
      kind.endsWith('NetworkPolicy')
        ? ({ path, object }) =>
            policyProblems(object, policies).map(({ at, reason, next }) => ({
              rule: policyRead.id,
              at: at === '' ? path : `${path}: ${at}`,
              reason,
              next,
            }))
        : undefined;
  },
};

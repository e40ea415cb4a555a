import { pluginOf, policyProblems } from '../network';
import type { Rule } from './finding';

/**
 * The API server takes some of what the agents of a network plugin refuse, and whoever looks at the cluster sees a policy that
 * closes nothing: 39 of them went unnoticed for 101 days (https://github.com/devantler-tech/platform/issues/3501).
 */
export const policyRead: Rule = {
  id: 'policy-read',
  why: 'each network policy is one that the API server and the network plugin take, so that it closes what it says',
  check: ({ plan, objects }) => {
    const { policies } = pluginOf(plan);
    return objects
      .filter(({ object }) => object.kind.endsWith('NetworkPolicy'))
      .flatMap(({ path, object }) =>
        policyProblems(object, policies).map(({ at, reason, next }) => ({
          rule: policyRead.id,
          at: at === '' ? path : `${path}: ${at}`,
          reason,
          next,
        })),
      );
  },
};

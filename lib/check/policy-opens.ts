import { openedMore, pluginOf, readPolicies, surroundingsOf } from '../network';
import type { CheckRule } from './finding';

/** Who reads a policy takes what it says for what is enforced. */
export const policyOpens: CheckRule = {
  id: 'policy-opens',
  why: 'the network plugin opens by no policy more than the policy says',
  check: ({ plan, ofKind }) => {
    const shipped = ofKind('networking.k8s.io/v1', 'NetworkPolicy');
    const paths = new Map(
      shipped.map(({ path, object: { metadata } }) => [
        `${metadata.namespace ?? 'default'}/${metadata.name}`,
        path,
      ]),
    );
    // What cannot be read, another rule says.
    const policies = readPolicies(
      shipped.map(({ object }) => object),
      pluginOf(plan).policies,
      () => undefined,
    );
    return openedMore(policies, surroundingsOf(plan)).map(({ policy, rule, opens, why, next }) => ({
      rule: policyOpens.id,
      at: `${paths.get(policy) ?? policy}: spec.${rule}`,
      reason: `opens ${opens}, which is more than it says, since ${why}`,
      next,
    }));
  },
};
